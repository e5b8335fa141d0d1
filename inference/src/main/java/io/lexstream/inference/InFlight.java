package io.lexstream.inference;

import java.util.concurrent.CompletableFuture;

/** Counts requests under way, and tells a closing analyzer when there are none. Thread safe. */
final class InFlight {

  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private int requests;
  private boolean closed;

  /** Counts a request in, unless closed. */
  synchronized boolean begin() {
    if (!closed) {
      requests++;
    }
    return !closed;
  }

  void end() {
    boolean last;
    synchronized (this) {
      requests--;
      last = closed && requests == 0;
    }
    if (last) {
      drained.complete(null);
    }
  }

  /**
   * Lets nothing more in.
   *
   * @return completes when all is answered
   */
  CompletableFuture<Void> close() {
    boolean none;
    synchronized (this) {
      closed = true;
      none = requests == 0;
    }
    if (none) {
      drained.complete(null);
    }
    return drained;
  }
}
