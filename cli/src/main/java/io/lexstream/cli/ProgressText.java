package io.lexstream.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/** Formats the progress of a run: percentage, lines, rate, time left. Not thread safe. */
final class ProgressText {

  private static final int WIDTH = 30;

  private final OptionalLong totalBytes;

  private Instant first = Instant.MAX;
  private long bytes;
  private long lines;
  private long linesAtFirst;
  private long bytesAtFirst;

  /**
   * @param totalBytes length of the input; empty if unknown
   */
  ProgressText(OptionalLong totalBytes) {
    this.totalBytes = totalBytes;
  }

  /** Updates the numbers of processed bytes and lines. */
  void update(Instant now, long doneBytes, long doneLines) {
    bytes = doneBytes;
    lines = doneLines;
    if (now.isBefore(first)) {
      // The first results waited for the start, so they are not part of the rate.
      first = now;
      bytesAtFirst = doneBytes;
      linesAtFirst = doneLines;
    }
  }

  /** Returns the text to show. */
  String at(Instant now) {
    if (lines == 0) {
      return "starting Kafka, Flink and the models";
    }
    double seconds = Math.max(0.1, Duration.between(first, now).toMillis() / 1000.0);
    double rate = (lines - linesAtFirst) / seconds;
    var done = String.format(Locale.ROOT, "%,d lines, %,.0f/s", lines, rate);
    if (totalBytes.isEmpty() || totalBytes.getAsLong() == 0) {
      return done;
    }
    double share = Math.min(1.0, (double) bytes / totalBytes.getAsLong());
    double bytesPerSecond = (bytes - bytesAtFirst) / seconds;
    var left =
        bytesPerSecond > 0
            ? ", "
                + duration(Math.max(0, totalBytes.getAsLong() - bytes) / bytesPerSecond)
                + " left"
            : "";
    return String.format(Locale.ROOT, "[%s] %3.0f%%  %s%s", bar(share), share * 100, done, left);
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * WIDTH);
    return "#".repeat(full) + "-".repeat(WIDTH - full);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
