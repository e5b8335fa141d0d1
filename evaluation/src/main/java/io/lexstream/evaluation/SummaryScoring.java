package io.lexstream.evaluation;

import io.lexstream.evaluation.Bar.Comparison;
import io.lexstream.evaluation.EvaluationRow.Summarized;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Scores summaries with ROUGE against reference summaries, and compares them with the lead
 * baseline: the first words of the document, as many as the summary has. A score is the mean over
 * documents of the mean over a document's references.
 */
final class SummaryScoring implements Scoring<Summarized> {

  private static final String SPACES = "\\s+";

  @Override
  public List<Score> score(List<Summarized> rows, List<Analysis> answers) {
    var summaries =
        answers.stream().map(answer -> answer.summary().map(Summary::text).orElse("")).toList();
    var leads =
        IntStream.range(0, rows.size())
            .mapToObj(i -> lead(rows.get(i).text(), summaries.get(i)))
            .toList();
    double lead1 = mean(Rouge::rouge1, rows, leads);
    double leadL = mean(Rouge::rougeL, rows, leads);
    return List.of(
        new Score(
            "ROUGE-1",
            mean(Rouge::rouge1, rows, summaries),
            new Bar(Comparison.ABOVE, lead1, "lead")),
        new Score(
            "ROUGE-L",
            mean(Rouge::rougeL, rows, summaries),
            new Bar(Comparison.AT_LEAST, leadL, "lead")));
  }

  /** Returns the first words of a text, as many as the summary has. */
  static String lead(String text, String summary) {
    long words = Arrays.stream(summary.split(SPACES)).filter(word -> !word.isEmpty()).count();
    return Arrays.stream(text.split(SPACES)).limit(words).collect(Collectors.joining(" "));
  }

  private static double mean(
      ToDoubleBiFunction<String, String> rouge, List<Summarized> rows, List<String> texts) {
    return IntStream.range(0, rows.size())
        .mapToDouble(
            i ->
                rows.get(i).references().stream()
                    .mapToDouble(reference -> rouge.applyAsDouble(reference, texts.get(i)))
                    .average()
                    .orElse(0))
        .average()
        .orElse(0);
  }
}
