package io.lexstream.loadtest.generator;

import java.time.Duration;

/**
 * Documents that are sent at the same time, in addition to the steady rate.
 *
 * @param every interval between bursts, and time of the first burst
 * @param documents number of documents in a burst
 */
public record Bursts(Duration every, int documents) {

  public Bursts {
    if (every.isNegative() || every.isZero() || documents < 1) {
      throw new IllegalArgumentException(
          "bursts of %d documents every %s: both values must be positive"
              .formatted(documents, every));
    }
  }
}
