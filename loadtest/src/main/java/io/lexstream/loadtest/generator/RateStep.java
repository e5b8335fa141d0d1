package io.lexstream.loadtest.generator;

import java.time.Duration;

/**
 * A period with a constant mean rate.
 *
 * @param perSecond documents per second; 0 for a pause
 */
public record RateStep(Duration length, double perSecond) {

  public RateStep {
    if (length.isNegative() || perSecond < 0) {
      throw new IllegalArgumentException(
          "step of %s at %s documents/s: neither value may be negative"
              .formatted(length, perSecond));
    }
  }
}
