package io.lexstream.inference.analyzer;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.heads.WindowedOutput;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The runs of one analyzer that its engines have not answered, which an abort fails. Thread safe.
 */
final class PendingRuns {

  private final Set<CompletableFuture<WindowedOutput>> runs = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  /**
   * Starts a run.
   *
   * @throws EngineFailedException after an abort
   */
  @SuppressWarnings("CollectionUndefinedEquality") // Each future is equal to itself only.
  CompletableFuture<WindowedOutput> start(Supplier<CompletableFuture<WindowedOutput>> engine) {
    if (aborted) {
      throw failure();
    }
    var run = engine.get();
    runs.add(run);
    run.whenComplete((output, failure) -> runs.remove(run));
    if (aborted) {
      run.completeExceptionally(failure());
    }
    return run;
  }

  /** Fails every run that is not answered, and every later one. */
  void abort() {
    aborted = true;
    runs.forEach(run -> run.completeExceptionally(failure()));
  }

  private static EngineFailedException failure() {
    return new EngineFailedException("analyzer is closed: this text was not analyzed", null);
  }
}
