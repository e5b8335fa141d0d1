/** Counts over event-time windows, by source and language. */
package io.lexstream.streamsapp.topology.analytics;
