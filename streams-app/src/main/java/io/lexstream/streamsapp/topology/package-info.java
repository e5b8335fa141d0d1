/**
 * What the topologies share: sources and sinks, serdes, expiring stores, and what becomes of
 * failures.
 */
package io.lexstream.streamsapp.topology;
