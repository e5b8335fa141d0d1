package io.lexstream.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that says how far a run is, drawn over itself; elsewhere a line now and
 * then.
 *
 * <p>Thread safe.
 */
final class ProgressBar implements AutoCloseable {

  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(30);
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final boolean onTerminal;
  private final ProgressText text;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  private boolean closed;

  private ProgressBar(
      PrintWriter err,
      boolean onTerminal,
      ProgressText text,
      InstantSource clock,
      ScheduledExecutorService timer) {
    this.err = err;
    this.onTerminal = onTerminal;
    this.text = text;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * Begins to show.
   *
   * @param totalBytes of the input, where it is known
   */
  static ProgressBar start(PrintWriter err, boolean onTerminal, OptionalLong totalBytes) {
    var timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var bar =
        new ProgressBar(
            err, onTerminal, new ProgressText(totalBytes), InstantSource.system(), timer);
    long pause = (onTerminal ? ON_TERMINAL : ELSEWHERE).toMillis();
    timer.scheduleAtFixedRate(bar::draw, onTerminal ? 0 : pause, pause, TimeUnit.MILLISECONDS);
    return bar;
  }

  /** Notes how far the run is. */
  synchronized void update(long bytes, long lines) {
    text.update(clock.instant(), bytes, lines);
  }

  /** Prints a line of its own. */
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
    if (onTerminal) {
      err.print(now);
      err.flush();
    } else {
      err.println(now);
    }
  }

  private void clear() {
    if (onTerminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      timer.shutdownNow();
      clear();
    }
  }
}
