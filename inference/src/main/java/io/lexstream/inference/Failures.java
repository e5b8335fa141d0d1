package io.lexstream.inference;

import java.util.concurrent.CompletionException;

/** Sorts what went wrong with a text into the two failures a caller knows. */
final class Failures {

  private Failures() {}

  /** {@link RowFailedException} or {@link EngineFailedException}. */
  static RuntimeException forCaller(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RowFailedException row) {
      return row;
    }
    if (cause instanceof EngineFailedException engine) {
      return engine;
    }
    if (cause instanceof Error) {
      return new EngineFailedException("the analyzer is broken: " + cause, cause);
    }
    return new RowFailedException("the text cannot be analyzed: " + cause, cause);
  }
}
