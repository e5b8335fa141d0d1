/**
 * What a system did, told by its topics and by the operating system: counts, rates, latencies, CPU
 * seconds by part, memory. The systems themselves are asked for nothing but batch shapes.
 */
package io.lexstream.loadtest.meter;
