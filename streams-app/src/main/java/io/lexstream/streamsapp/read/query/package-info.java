/** Questions to the app's state, wherever among the instances it lies. */
package io.lexstream.streamsapp.read.query;
