package io.lexstream.loadtest.generator;

import java.time.Duration;

/**
 * Documents that come all at once, on top of the steady rate.
 *
 * @param every time from one burst to the next; the first comes after as long
 * @param documents documents in a burst
 */
public record Bursts(Duration every, int documents) {

  public Bursts {
    if (every.isNegative() || every.isZero() || documents < 1) {
      throw new IllegalArgumentException(
          "bursts of " + documents + " every " + every + ": both must be positive");
    }
  }
}
