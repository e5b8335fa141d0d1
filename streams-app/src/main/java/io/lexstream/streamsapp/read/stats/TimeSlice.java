package io.lexstream.streamsapp.read.stats;

import org.HdrHistogram.Histogram;

/** Documents of a few seconds. Mutable; not thread-safe. */
final class TimeSlice {

  /** Larger latencies are recorded as this one. */
  private static final long MAX_MS = 600_000;

  private static final int DIGITS = 2;

  private final Histogram latencies = new Histogram(MAX_MS, DIGITS);
  private long number;
  private long documents;

  /** Clears the slice and gives it a new number. */
  void restart(long newNumber) {
    number = newNumber;
    documents = 0;
    latencies.reset();
  }

  long number() {
    return number;
  }

  long documents() {
    return documents;
  }

  Histogram latencies() {
    return latencies;
  }

  void addDocument() {
    documents++;
  }

  void addLatency(long ms) {
    latencies.recordValue(Math.max(0, Math.min(ms, MAX_MS)));
  }

  static Histogram emptyHistogram() {
    return new Histogram(MAX_MS, DIGITS);
  }
}
