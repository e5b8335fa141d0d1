package io.lexstream.inference.failures;

import io.lexstream.inference.AnalysisFailedException;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Classifies a failure as row failure or engine failure. When the failure itself does not show
 * which it is, known-good input is processed the same way: if that passes, the row is to blame.
 *
 * <p>Thread safe if the known-good work is.
 */
public final class KnownGoodProbe {

  private final Callable<CompletableFuture<?>> knownGood;

  /**
   * @param knownGood processes input that only fails if the engine failed
   */
  public KnownGoodProbe(Callable<CompletableFuture<?>> knownGood) {
    this.knownGood = knownGood;
  }

  /**
   * The kind of a failure. The future itself never fails.
   *
   * @param input what was processed, for the message: "a row of 12 tokens"
   */
  public CompletableFuture<AnalysisFailedException> classify(String input, Throwable failure) {
    Throwable cause = causeOf(failure);
    if (cause instanceof AnalysisFailedException classified) {
      return CompletableFuture.completedFuture(classified);
    }
    if (cause instanceof Error || cause instanceof RejectedExecutionException) {
      return CompletableFuture.completedFuture(
          new EngineFailedException("engine failed: " + cause, cause));
    }
    return probe().handle((passed, probeFailure) -> classify(input, cause, probeFailure));
  }

  private CompletableFuture<?> probe() {
    try {
      return knownGood.call();
    } catch (Throwable t) {
      return CompletableFuture.failedFuture(t);
    }
  }

  private static AnalysisFailedException classify(
      String input, Throwable cause, Throwable probeFailure) {
    if (probeFailure == null) {
      return new RowFailedException(
          input + " fails while known-good input passes: " + cause, cause);
    }
    Throwable probeCause = causeOf(probeFailure);
    if (probeCause instanceof EngineFailedException engineFailure) {
      return engineFailure;
    }
    var engineFailure =
        new EngineFailedException(
            "engine failed: known-good input fails too, open a new analyzer: " + probeCause,
            probeCause);
    if (probeCause != cause) {
      engineFailure.addSuppressed(cause);
    }
    return engineFailure;
  }

  /** The failure inside the {@link CompletionException} that a dependent future reports. */
  public static Throwable causeOf(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
