/** What happens, as it happens, for whoever watches. */
package io.lexstream.streamsapp.read.feed;
