package io.lexstream.loadtest.generator;

import java.util.concurrent.locks.LockSupport;

/** A clock that can wait for a time. */
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

  /** Nanoseconds since an arbitrary fixed time. */
  long nanos();

  /** Waits until {@link #nanos} is at least {@code nanos}. */
  void awaitUntil(long nanos) throws InterruptedException;
}
