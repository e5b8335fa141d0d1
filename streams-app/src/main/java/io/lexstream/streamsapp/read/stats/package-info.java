/** Health, throughput, latency and consumer lag. */
package io.lexstream.streamsapp.read.stats;
