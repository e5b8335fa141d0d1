package io.lexstream.streamsapp.read.stats;

import org.HdrHistogram.Histogram;

/**
 * How long documents took, in ms, to within a percent.
 *
 * @param documents that were timed; without any, the others are 0
 */
public record Delay(long documents, long p50, long p95, long p99, long max) {

  static final Delay NONE = new Delay(0, 0, 0, 0, 0);

  static Delay of(Histogram delays) {
    return delays.getTotalCount() == 0
        ? NONE
        : new Delay(
            delays.getTotalCount(),
            delays.getValueAtPercentile(50),
            delays.getValueAtPercentile(95),
            delays.getValueAtPercentile(99),
            delays.getMaxValue());
  }
}
