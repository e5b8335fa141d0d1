package io.lexstream.inference.batching;

import io.lexstream.inference.AnalysisFailedException;
import java.util.concurrent.CompletableFuture;

/** The result of a row, or the failure that prevented it. */
sealed interface Outcome<T> {

  /** Completes the future of the row. */
  void complete(CompletableFuture<T> answer);

  /** The row has its result. */
  record Success<T>(T result) implements Outcome<T> {

    @Override
    public void complete(CompletableFuture<T> answer) {
      answer.complete(result);
    }
  }

  /** The row has no result. After an engine failure the row itself may be valid. */
  record Failed<T>(AnalysisFailedException failure) implements Outcome<T> {

    @Override
    public void complete(CompletableFuture<T> answer) {
      answer.completeExceptionally(failure);
    }
  }
}
