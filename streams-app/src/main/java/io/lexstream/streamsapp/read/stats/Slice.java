package io.lexstream.streamsapp.read.stats;

import org.HdrHistogram.Histogram;

/** What was seen within a few seconds. Mutable; not thread-safe. */
final class Slice {

  /** Longer delays count as this long. */
  private static final long LONGEST_MS = 600_000;

  private static final int DIGITS = 2;

  private final Histogram delays = new Histogram(LONGEST_MS, DIGITS);
  private long number;
  private long documents;

  /** Begins anew as the slice with this number. */
  void restart(long newNumber) {
    number = newNumber;
    documents = 0;
    delays.reset();
  }

  long number() {
    return number;
  }

  long documents() {
    return documents;
  }

  Histogram delays() {
    return delays;
  }

  void document() {
    documents++;
  }

  void delay(long ms) {
    delays.recordValue(Math.max(0, Math.min(ms, LONGEST_MS)));
  }

  static Histogram noDelays() {
    return new Histogram(LONGEST_MS, DIGITS);
  }
}
