package io.lexstream.loadtest.systems;

/**
 * The parts of Lexstream that are measured, as main classes on this process's class path, each to
 * be run in a process of its own that ends with its standard input.
 *
 * @param brokerMain takes a folder, runs Kafka in it, says {@code ready HOST:PORT}
 * @param jobMain takes a configuration file and a folder, runs the enrichment job, says {@code
 *     ready}, then answers {@code counters} with {@link BatchTotals} as JSON, {@code profile-start}
 *     with anything and {@code profile-stop} with {@link
 *     io.lexstream.loadtest.meter.CpuProfiler#stop} as JSON
 */
public record Platform(String brokerMain, String jobMain) {}
