package io.lexstream.loadtest.generator;

import java.time.Duration;

/**
 * A stretch of time with one mean rate.
 *
 * @param perSecond documents a second; 0 for a pause
 */
public record RateStep(Duration length, double perSecond) {

  public RateStep {
    if (length.isNegative() || perSecond < 0) {
      throw new IllegalArgumentException(
          "a step of " + length + " at " + perSecond + " documents/s: neither may be negative");
    }
  }
}
