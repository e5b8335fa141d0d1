package io.lexstream.inference.analyzer;

import java.util.concurrent.CompletableFuture;

/** Counts requests in flight, so that closing can wait for them. Thread safe. */
final class InFlight {

  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private int requests;
  private boolean closed;

  /** Counts a new request; returns false, without counting, after {@link #close}. */
  synchronized boolean begin() {
    if (!closed) {
      requests++;
    }
    return !closed;
  }

  /** Counts a request as finished. */
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
   * Rejects new requests.
   *
   * @return completes when no request is in flight
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
