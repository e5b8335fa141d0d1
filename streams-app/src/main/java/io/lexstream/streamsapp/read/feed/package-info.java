/** The feed: committed records, read once more and sent to subscribers. */
package io.lexstream.streamsapp.read.feed;
