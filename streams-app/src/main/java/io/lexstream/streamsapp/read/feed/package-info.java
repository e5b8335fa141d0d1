/** The feed: reads committed records and sends them to subscribers. */
package io.lexstream.streamsapp.read.feed;
