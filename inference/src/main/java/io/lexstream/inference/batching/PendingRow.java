package io.lexstream.inference.batching;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A row on its way through the batcher.
 *
 * <p>Answered once: a run declared hung may come back all the same, and callers may complete their
 * future themselves.
 */
final class PendingRow<R extends Row, T> implements Row {

  private final R row;
  private final int tokens;
  private final long queuedAt;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final AtomicBoolean claimed = new AtomicBoolean();

  /**
   * @param queuedAt on the batcher's timer, in nanoseconds
   */
  PendingRow(R row, int tokens, long queuedAt) {
    this.row = row;
    this.tokens = tokens;
    this.queuedAt = queuedAt;
  }

  R row() {
    return row;
  }

  @Override
  public int tokens() {
    return tokens;
  }

  long queuedAt() {
    return queuedAt;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  /** Makes the caller the one who answers: true once. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }
}
