package io.lexstream.loadtest.systems;

/**
 * The measured programs, as names of main classes on this process's class path. Each runs in a
 * separate process that ends when its standard input ends.
 *
 * @param brokerMain takes a folder, runs Kafka in it, and prints {@code ready HOST:PORT}
 * @param jobMain takes a configuration file and a folder, runs the enrichment job, and prints
 *     {@code ready}. It answers {@code counters} with {@link BatchTotals} as JSON, {@code
 *     profile-start} with one line, and {@code profile-stop} with {@link
 *     io.lexstream.loadtest.meter.CpuProfiler#stop} as JSON
 */
public record Programs(String brokerMain, String jobMain) {}
