package io.lexstream.loadtest.report;

import io.lexstream.loadtest.systems.OpenLoopMeasurement;

/** Looks up latency percentiles of a load. */
final class LatencyPercentiles {

  private LatencyPercentiles() {}

  /** The latency in ms that {@code percent} of the documents did not exceed. */
  static long millis(OpenLoopMeasurement load, double percent) {
    return load.percentiles().stream()
        .filter(percentile -> percentile.percent() == percent)
        .findFirst()
        .orElseThrow()
        .millis();
  }
}
