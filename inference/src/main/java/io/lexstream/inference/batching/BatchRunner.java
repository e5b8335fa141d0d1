package io.lexstream.inference.batching;

import java.util.List;

/**
 * Runs a model on one batch. Called by several workers at once, so it must be safe for use by many
 * threads.
 *
 * @param <R> rows
 * @param <T> results
 */
@FunctionalInterface
public interface BatchRunner<R extends Row, T> {

  /**
   * One result per row, in row order.
   *
   * @param rows at least one; may not be modified
   * @throws NonFiniteOutputException if the output of some rows, which it names, is not finite
   * @throws Exception if the batch fails; the batcher finds the row that is to blame. An {@link
   *     Error} or an {@link io.lexstream.inference.EngineFailedException} blames the engine at once
   */
  List<T> run(List<R> rows) throws Exception;
}
