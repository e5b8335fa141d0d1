package io.lexstream.inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Sorts what went wrong with a text into the two failures a caller knows.
 *
 * <p>The engine has told a poisonous row from a sick engine already. For what fails before or after
 * the graph the same is done here: a text is to blame only if a known-good one passes.
 */
final class Failures {

  private final Supplier<CompletableFuture<?>> knownGood;

  /**
   * @param knownGood analyzes a text nothing is wrong with
   */
  Failures(Supplier<CompletableFuture<?>> knownGood) {
    this.knownGood = knownGood;
  }

  /** {@link RowFailedException} or {@link EngineFailedException}; never fails itself. */
  CompletableFuture<RuntimeException> forCaller(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof RowFailedException row) {
      return CompletableFuture.completedFuture(row);
    }
    if (cause instanceof EngineFailedException engine) {
      return CompletableFuture.completedFuture(engine);
    }
    if (cause instanceof Error || cause instanceof RejectedExecutionException) {
      return CompletableFuture.completedFuture(
          new EngineFailedException("the analyzer is broken: " + cause, cause));
    }
    return probe().handle((passed, probeFailure) -> verdict(cause, probeFailure));
  }

  private CompletableFuture<?> probe() {
    try {
      return knownGood.get();
    } catch (Throwable t) {
      return CompletableFuture.failedFuture(t);
    }
  }

  private static RuntimeException verdict(Throwable cause, Throwable probeFailure) {
    if (probeFailure == null) {
      return new RowFailedException("the text cannot be analyzed: " + cause, cause);
    }
    Throwable sick = unwrapped(probeFailure);
    if (sick != cause) {
      sick.addSuppressed(cause);
    }
    return new EngineFailedException(
        "a text cannot be analyzed, and neither can one known to be good: " + sick, sick);
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
