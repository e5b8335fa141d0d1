package io.lexstream.inference.batching;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.util.concurrent.CompletableFuture;

/** What became of a row. */
sealed interface Outcome<T> {

  /** Passes the outcome on to whoever waits for it. */
  void complete(CompletableFuture<T> answer);

  /** The row has its result. */
  record Success<T>(T result) implements Outcome<T> {

    @Override
    public void complete(CompletableFuture<T> answer) {
      answer.complete(result);
    }
  }

  /** The row fails alone while a known-good row passes. */
  record Poisonous<T>(RowFailedException cause) implements Outcome<T> {

    @Override
    public void complete(CompletableFuture<T> answer) {
      answer.completeExceptionally(cause);
    }
  }

  /** The engine failed; nothing is known of the row. */
  record Unknown<T>(EngineFailedException cause) implements Outcome<T> {

    @Override
    public void complete(CompletableFuture<T> answer) {
      answer.completeExceptionally(cause);
    }
  }
}
