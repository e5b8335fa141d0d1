/** Counts documents, decisions and dead letters in event-time windows, by source and language. */
package io.lexstream.streamsapp.topology.analytics;
