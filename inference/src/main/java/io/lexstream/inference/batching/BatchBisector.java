package io.lexstream.inference.batching;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Runs a batch and, when it fails, halves of it, until what fails stands alone.
 *
 * <p>A row that fails alone is poisonous only if a known-good row passes right after it. Otherwise
 * the engine is sick, and every row without a result is {@link Outcome.Unknown}, those found
 * poisonous before included: a sick engine's word is not worth a dead letter. With p poisonous rows
 * in a batch of n this takes about p log2(n) runs and p probes; a sick engine is found after
 * log2(n) runs.
 */
final class BatchBisector<R extends Row, T> {

  private final BatchRunner<R, T> runner;
  private final R knownGoodRow;

  BatchBisector(BatchRunner<R, T> runner, R knownGoodRow) {
    this.runner = runner;
    this.knownGoodRow = knownGoodRow;
  }

  /** One outcome per row, in row order. Throws nothing: every failure becomes an outcome. */
  List<Outcome<T>> run(List<R> rows) {
    var outcomes = new ArrayList<Outcome<T>>(Collections.nCopies(rows.size(), null));
    var parts = new ArrayDeque<List<Integer>>();
    parts.push(IntStream.range(0, rows.size()).boxed().toList());
    try {
      while (!parts.isEmpty()) {
        runPart(rows, parts.pop(), parts, outcomes);
      }
    } catch (EngineFailedException sick) {
      outcomes.replaceAll(
          outcome -> outcome instanceof Outcome.Success ? outcome : new Outcome.Unknown<>(sick));
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
        outcomes.set(index, new Outcome.Poisonous<>(condemned(rows.get(index), e)));
      } else if (e instanceof NonFiniteOutputException nonFinite) {
        setApart(nonFinite, part, parts);
      } else {
        parts.push(part.subList(part.size() / 2, part.size()));
        parts.push(part.subList(0, part.size() / 2));
      }
    }
  }

  /** The named rows run again one by one, the others together. */
  private static void setApart(
      NonFiniteOutputException e, List<Integer> part, Deque<List<Integer>> parts) {
    if (e.rows().first() < 0 || e.rows().last() >= part.size()) {
      throw new EngineFailedException(
          "the engine names rows "
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

  private RowFailedException condemned(R row, Exception cause) {
    try {
      runOnce(List.of(knownGoodRow));
    } catch (EngineFailedException sick) {
      throw sick;
    } catch (Exception probeFailure) {
      var sick =
          new EngineFailedException(
              "a row fails, and so does a row known to be good: the engine is sick, start a new one: "
                  + probeFailure,
              probeFailure);
      sick.addSuppressed(cause);
      throw sick;
    }
    return new RowFailedException(
        "a row of "
            + row.tokens()
            + " tokens fails on its own while a row known to be good passes: "
            + cause,
        cause);
  }

  /**
   * Results of one run, or why there are none; what only an engine can do wrong is an {@link
   * EngineFailedException}.
   */
  private List<T> runOnce(List<R> rows) throws Exception {
    List<T> results;
    try {
      results = runner.run(rows);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineFailedException("a run of " + rows.size() + " row(s) was interrupted", e);
    } catch (Error e) {
      throw new EngineFailedException(
          "a run of " + rows.size() + " row(s) broke the engine: " + e, e);
    }
    if (results == null
        || results.size() != rows.size()
        || results.stream().anyMatch(Objects::isNull)) {
      var found = results == null ? "none" : results.stream().filter(Objects::nonNull).count();
      throw new EngineFailedException(
          "the engine gave " + found + " result(s) for " + rows.size() + " row(s)", null);
    }
    return results;
  }
}
