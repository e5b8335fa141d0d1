package io.lexstream.evaluation;

import io.lexstream.inference.Analysis;
import java.util.List;

/** Turns a data set's rows and a package's answers into figures. */
@FunctionalInterface
interface Scoring<R extends EvaluationRow> {

  /**
   * The figures.
   *
   * @param answers row by row
   */
  List<Score> score(List<R> rows, List<Analysis> answers);
}
