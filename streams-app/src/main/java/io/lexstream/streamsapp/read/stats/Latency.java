package io.lexstream.streamsapp.read.stats;

import org.HdrHistogram.Histogram;

/**
 * Percentiles of the latency of documents, in ms, within 1%.
 *
 * @param documents number of measured documents; if 0, all values are 0
 */
public record Latency(long documents, long p50, long p95, long p99, long max) {

  static final Latency NONE = new Latency(0, 0, 0, 0, 0);

  static Latency of(Histogram latencies) {
    return latencies.getTotalCount() == 0
        ? NONE
        : new Latency(
            latencies.getTotalCount(),
            latencies.getValueAtPercentile(50),
            latencies.getValueAtPercentile(95),
            latencies.getValueAtPercentile(99),
            latencies.getMaxValue());
  }
}
