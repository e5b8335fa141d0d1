package io.lexstream.inference.batching;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A row in the batcher.
 *
 * <p>It is answered once, although a run that counts as hung may still return, and callers may
 * complete the future themselves.
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

  /** Claims the right to answer the row; true for the first caller only. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }
}
