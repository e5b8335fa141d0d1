package io.lexstream.evaluation;

import io.lexstream.evaluation.EvaluationRow.Labelled;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Scores a classification.
 *
 * @param head gets the classification from an analysis
 * @param metric the metric that the bar applies to
 * @param neutralIgnored for sets without a neutral class: the prediction is negative or positive,
 *     whichever has the higher score
 */
record LabelScoring(
    Function<Analysis, Optional<Classification>> head,
    LabelMetric metric,
    Bar bar,
    boolean neutralIgnored)
    implements Scoring<Labelled> {

  static LabelScoring sentiment(LabelMetric metric, Bar bar) {
    return new LabelScoring(Analysis::sentiment, metric, bar, false);
  }

  static LabelScoring sentimentWithoutNeutral(LabelMetric metric, Bar bar) {
    return new LabelScoring(Analysis::sentiment, metric, bar, true);
  }

  static LabelScoring toxicity(LabelMetric metric, Bar bar) {
    return new LabelScoring(Analysis::toxicity, metric, bar, false);
  }

  @Override
  public List<Score> score(List<Labelled> rows, List<Analysis> answers) {
    var gold = rows.stream().map(Labelled::label).toList();
    var found = answers.stream().map(head).toList();
    var predicted = found.stream().map(answer -> answer.map(this::label).orElse("")).toList();
    var scores = new ArrayList<Score>();
    scores.add(new Score(metric.toString(), metric.of(gold, predicted), bar));
    if (!neutralIgnored) {
      // Without neutral the scores are no confidence of the prediction.
      scores.add(new Score("calibration error", calibration(gold, found), Bar.NONE));
    }
    return scores;
  }

  private String label(Classification answer) {
    if (!neutralIgnored) {
      return answer.label();
    }
    double negative = answer.scores().getOrDefault("negative", 0.0);
    return answer.scores().getOrDefault("positive", 0.0) > negative ? "positive" : "negative";
  }

  private static double calibration(List<String> gold, List<Optional<Classification>> found) {
    var error = new CalibrationError();
    for (int i = 0; i < gold.size(); i++) {
      var label = gold.get(i);
      found.get(i).ifPresent(answer -> error.add(answer.score(), answer.label().equals(label)));
    }
    return error.value();
  }
}
