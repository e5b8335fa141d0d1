package io.lexstream.loadtest.generator;

import java.util.concurrent.locks.LockSupport;

/** A clock that one can wait for. */
public interface Pacer {

  /** The system's monotonic clock. */
  Pacer SYSTEM =
      new Pacer() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void awaitUntil(long nanos) throws InterruptedException {
          for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
            if (Thread.interrupted()) {
              throw new InterruptedException("interrupted while waiting for a send time");
            }
            LockSupport.parkNanos(left);
          }
        }
      };

  /** Nanoseconds since some fixed moment. */
  long nanos();

  /** Returns when {@link #nanos} has reached {@code nanos}: at once if it has. */
  void awaitUntil(long nanos) throws InterruptedException;
}
