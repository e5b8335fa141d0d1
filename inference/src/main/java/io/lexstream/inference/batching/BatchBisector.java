package io.lexstream.inference.batching;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import io.lexstream.inference.failures.KnownGoodProbe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Runs a batch and, when it fails, runs halves of it, until each failing row has failed alone.
 *
 * <p>A row that fails alone is a row failure only if a known-good row passes right after it.
 * Otherwise the engine failed, and every row without a result gets that engine failure, including
 * rows that were classified as row failures before: a failed engine must not produce dead letters.
 * With p failing rows in a batch of n this takes about p log2(n) runs and p probes; an engine
 * failure is found after log2(n) runs.
 */
final class BatchBisector<R extends Row, T> {

  private final BatchRunner<R, T> runner;
  private final KnownGoodProbe probe;

  BatchBisector(BatchRunner<R, T> runner, R knownGoodRow) {
    this.runner = runner;
    this.probe =
        new KnownGoodProbe(() -> CompletableFuture.completedFuture(runOnce(List.of(knownGoodRow))));
  }

  /** One outcome per row, in row order. Every failure becomes an outcome; nothing is thrown. */
  List<Outcome<T>> run(List<R> rows) {
    var outcomes = new ArrayList<Outcome<T>>(Collections.nCopies(rows.size(), null));
    var parts = new ArrayDeque<List<Integer>>();
    parts.push(IntStream.range(0, rows.size()).boxed().toList());
    try {
      while (!parts.isEmpty()) {
        runPart(rows, parts.pop(), parts, outcomes);
      }
    } catch (EngineFailedException e) {
      outcomes.replaceAll(
          outcome -> outcome instanceof Outcome.Success ? outcome : new Outcome.Failed<>(e));
    }
    return outcomes;
  }

  private void runPart(
      List<R> rows, List<Integer> part, Deque<List<Integer>> parts, List<Outcome<T>> outcomes) {
    try {
      var results = runOnce(part.stream().map(rows::get).toList());
      for (int i = 0; i < part.size(); i++) {
        outcomes.set(part.get(i), new Outcome.Success<>(results.get(i)));
      }
    } catch (EngineFailedException e) {
      throw e;
    } catch (Exception e) {
      if (part.size() == 1) {
        int index = part.get(0);
        outcomes.set(index, new Outcome.Failed<>(rowFailure(rows.get(index), e)));
      } else if (e instanceof NonFiniteOutputException nonFinite) {
        splitOff(nonFinite, part, parts);
      } else {
        parts.push(part.subList(part.size() / 2, part.size()));
        parts.push(part.subList(0, part.size() / 2));
      }
    }
  }

  /** Runs the named rows again one by one, and the others together. */
  private static void splitOff(
      NonFiniteOutputException e, List<Integer> part, Deque<List<Integer>> parts) {
    if (e.rows().first() < 0 || e.rows().last() >= part.size()) {
      throw new EngineFailedException(
          "engine failed: it reports rows "
              + e.rows()
              + " as not finite in a batch of "
              + part.size()
              + " row(s)",
          e);
    }
    var others = new ArrayList<Integer>();
    for (int i = 0; i < part.size(); i++) {
      if (e.rows().contains(i)) {
        parts.push(List.of(part.get(i)));
      } else {
        others.add(part.get(i));
      }
    }
    if (!others.isEmpty()) {
      parts.push(others);
    }
  }

  /**
   * The failure of a row that failed alone.
   *
   * @throws EngineFailedException if the known-good row fails too
   */
  private RowFailedException rowFailure(R row, Exception cause) {
    var failure = probe.classify("a row of " + row.tokens() + " tokens", cause).join();
    if (failure instanceof EngineFailedException engineFailure) {
      throw engineFailure;
    }
    return (RowFailedException) failure;
  }

  /**
   * Runs rows once.
   *
   * @return one result per row
   * @throws EngineFailedException if the failure cannot be caused by a row
   * @throws Exception if the run fails otherwise
   */
  private List<T> runOnce(List<R> rows) throws Exception {
    List<T> results;
    try {
      results = runner.run(rows);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailedException(
          "engine failed: a run of " + rows.size() + " row(s) was interrupted", e);
    } catch (Error e) {
      throw new EngineFailedException(
          "engine failed in a run of " + rows.size() + " row(s): " + e, e);
    }
    if (results == null
        || results.size() != rows.size()
        || results.stream().anyMatch(Objects::isNull)) {
      var found = results == null ? "none" : results.stream().filter(Objects::nonNull).count();
      throw new EngineFailedException(
          "engine failed: it returned " + found + " result(s) for " + rows.size() + " row(s)",
          null);
    }
    return results;
  }
}
