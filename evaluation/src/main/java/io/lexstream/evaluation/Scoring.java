package io.lexstream.evaluation;

import io.lexstream.inference.Analysis;
import java.util.List;

/** Computes scores from the rows of a data set and the answers of a package. */
@FunctionalInterface
interface Scoring<R extends EvaluationRow> {

  /**
   * Computes the scores.
   *
   * @param answers one per row, in the same order
   */
  List<Score> score(List<R> rows, List<Analysis> answers);
}
