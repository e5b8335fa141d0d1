/**
 * Measures systems from outside, through their topics and the operating system: counts, rates,
 * latencies, CPU time by part, memory. The systems themselves report batch totals only.
 */
package io.lexstream.loadtest.meter;
