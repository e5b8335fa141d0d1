/** Queries on the app's state stores, at this and other instances. */
package io.lexstream.streamsapp.read.query;
