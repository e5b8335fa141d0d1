package io.lexstream.inference.batching;

import java.util.concurrent.CompletableFuture;

/** Placeholder for the signatures; the body follows. */
public final class TokenBudgetBatcher<R extends Row, T> implements AutoCloseable {

  public TokenBudgetBatcher(
      BatchingOptions options, BatchRunner<R, T> runner, R knownGoodRow, BatchListener listener) {
    throw new UnsupportedOperationException();
  }

  /** Never blocks. */
  public CompletableFuture<T> submit(R row) {
    throw new UnsupportedOperationException();
  }

  /** Rows waiting for a worker. */
  public int queueDepth() {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether after {@link #close()} no run is inside the runner; false: a hung run still uses the
   * session, do not release it.
   */
  public boolean isTerminated() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
