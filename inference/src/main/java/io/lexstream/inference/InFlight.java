package io.lexstream.inference;

/** Counts requests under way, and lets a closing analyzer wait for them. Thread safe. */
final class InFlight {

  private int requests;
  private boolean closed;

  /** Counts a request in, unless closed. */
  synchronized boolean begin() {
    if (!closed) {
      requests++;
    }
    return !closed;
  }

  synchronized void end() {
    requests--;
    notifyAll();
  }

  /** Lets nothing more in, and waits until all is answered or the thread is interrupted. */
  synchronized void close() {
    closed = true;
    try {
      while (requests > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
