/** Parts that the topologies share: sources and sinks, serdes, expiring stores, dead letters. */
package io.lexstream.streamsapp.topology;
