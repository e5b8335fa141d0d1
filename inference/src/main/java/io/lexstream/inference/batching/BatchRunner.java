package io.lexstream.inference.batching;

import java.util.List;

/**
 * Runs a model on one batch. Several workers call it concurrently, so it must be thread safe.
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
   * @throws Exception if the batch fails; the batcher then finds the failing row. An {@link Error}
   *     or an {@link io.lexstream.inference.EngineFailedException} is an engine failure at once
   */
  List<T> run(List<R> rows) throws Exception;
}
