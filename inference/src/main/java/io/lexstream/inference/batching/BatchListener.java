package io.lexstream.inference.batching;

import java.time.Duration;

/**
 * Sees what the batcher does, for metrics. Methods are called on the caller's and the workers'
 * threads, several at once: they must be quick and safe for use by many threads. What they throw is
 * logged and ignored.
 */
public interface BatchListener {

  /** Hears everything and does nothing. */
  static BatchListener none() {
    return new BatchListener() {};
  }

  /**
   * A row was accepted.
   *
   * @param waiting rows now waiting, this one included
   */
  default void rowQueued(int waiting) {}

  /** A row left the queue for its batch after this time. */
  default void rowWaited(Duration wait) {}

  /**
   * A batch is about to run.
   *
   * @param waiting rows left waiting
   */
  default void batchFormed(BatchShape shape, int waiting) {}

  /** A run gave results. */
  default void runSucceeded(BatchShape shape, Duration duration) {}

  /** A run failed; unless the engine is sick, parts of its batch will run again. */
  default void runFailed(BatchShape shape, Duration duration, Throwable cause) {}

  /** A row failed alone while a known-good row passed. */
  default void rowFailed(Throwable cause) {}

  /** The engine is sick: called once, before its rows fail. */
  default void engineFailed(Throwable cause) {}
}
