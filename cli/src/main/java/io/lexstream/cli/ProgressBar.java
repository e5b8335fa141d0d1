package io.lexstream.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows the progress of a run: on a terminal one line that is overwritten, elsewhere a line at
 * intervals.
 *
 * <p>Thread safe.
 */
final class ProgressBar implements AutoCloseable {

  /** Where progress is shown. */
  enum Place {
    /** A terminal without other output: one line that is overwritten. */
    TERMINAL(Duration.ofMillis(200)),
    /** A file or a pipe: a line at intervals. */
    LOG(Duration.ofSeconds(30)),
    /** A terminal that shows results: no progress. */
    NOWHERE(Duration.ofDays(1));

    private final Duration pause;

    Place(Duration pause) {
      this.pause = pause;
    }
  }

  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final Place place;
  private final ProgressText text;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  private boolean closed;

  private ProgressBar(
      PrintWriter err,
      Place place,
      ProgressText text,
      InstantSource clock,
      ScheduledExecutorService timer) {
    this.err = err;
    this.place = place;
    this.text = text;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * Starts showing progress.
   *
   * @param totalBytes length of the input; empty if unknown
   */
  static ProgressBar start(PrintWriter err, Place place, OptionalLong totalBytes) {
    var timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var bar =
        new ProgressBar(err, place, new ProgressText(totalBytes), InstantSource.system(), timer);
    long pause = place.pause.toMillis();
    long begin = place == Place.TERMINAL ? 0 : pause;
    timer.scheduleAtFixedRate(bar::draw, begin, pause, TimeUnit.MILLISECONDS);
    return bar;
  }

  /** Updates the progress. */
  synchronized void update(long bytes, long lines) {
    text.update(clock.instant(), bytes, lines);
  }

  /** Prints a message on its own line. */
  synchronized void println(String line) {
    clear();
    err.println(line);
  }

  private synchronized void draw() {
    if (closed) {
      return;
    }
    clear();
    var now = text.at(clock.instant());
    if (place == Place.TERMINAL) {
      err.print(now);
      err.flush();
    } else {
      err.println(now);
    }
  }

  private void clear() {
    if (place == Place.TERMINAL) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  /** Removes the progress line. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      timer.shutdownNow();
      clear();
    }
  }
}
