package io.lexstream.inference.batching;

import java.time.Duration;

/** The clock of the batcher, which tests replace. */
interface Timer extends AutoCloseable {

  /** Nanoseconds since an arbitrary fixed time. */
  long nanos();

  /**
   * Calls the action once after the delay, on the timer's thread, unless it is cancelled before.
   */
  Alarm schedule(Duration delay, Runnable action);

  /** Cancels all alarms. */
  @Override
  void close();

  /** A scheduled action. */
  @FunctionalInterface
  interface Alarm {

    void cancel();
  }
}
