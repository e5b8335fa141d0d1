package io.lexstream.inference.batching;

import java.time.Duration;

/** Time, as the batcher sees it, so that tests can move it. */
interface Timer extends AutoCloseable {

  /** Nanoseconds since some fixed moment. */
  long nanos();

  /** Calls the action once after the delay, on the timer's thread, unless cancelled before. */
  Alarm schedule(Duration delay, Runnable action);

  /** Drops the alarms that are set. */
  @Override
  void close();

  /** An alarm that is set. */
  @FunctionalInterface
  interface Alarm {

    void cancel();
  }
}
