package io.lexstream.loadtest.report;

import io.lexstream.loadtest.systems.OpenLoopMeasurement;

/** Looks up what a load's documents took. */
final class LatencyPercentiles {

  private LatencyPercentiles() {}

  /** So much of the documents took at most so many ms. */
  static long millis(OpenLoopMeasurement load, double percent) {
    return load.percentiles().stream()
        .filter(percentile -> percentile.percent() == percent)
        .findFirst()
        .orElseThrow()
        .millis();
  }
}
