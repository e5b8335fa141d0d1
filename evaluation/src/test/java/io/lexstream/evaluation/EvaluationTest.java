package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.Classification;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.inference.SkippedTask;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {

  @TempDir Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final EvaluationSet<?> set = EvaluationSet.ALL.get(0);

  @BeforeEach
  void aSetOfThree() throws Exception {
    Files.createDirectories(data.resolve("sst2-eval"));
    Files.writeString(data.resolve("sst2-eval/dev.tsv"), "1\tfine\n0\tdull\n1\tdull\n");
  }

  @Test
  void scoresEveryRow() throws Exception {
    // When
    evaluation(Optional.empty(), EvaluationTest::reader).run(set);

    // Then
    assertThat(out.toString())
        .contains("| 3 | accuracy | 0.6667 | >= 0.88: missed |")
        .contains("sst2-eval dev");
  }

  @Test
  void aPartOfASetIsMarkedAndNotComparedWithTheBar() throws Exception {
    // When
    evaluation(Optional.of(2), EvaluationTest::reader).run(set);

    // Then
    assertThat(out.toString()).contains("| 2 of 3 (partial) | accuracy | 1.0000 | >= 0.88 |");
  }

  @Test
  void aBrokenFileIsReportedWithItsDataSet() throws Exception {
    // Given
    Files.writeString(data.resolve("sst2-eval/dev.tsv"), "no label and no tab\n");

    // Then
    assertThatThrownBy(() -> evaluation(Optional.empty(), EvaluationTest::reader).run(set))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sst2-eval")
        .hasMessageContaining("truncated");
  }

  @Test
  void aMissingDataSetIsReported() throws Exception {
    // Given
    Files.delete(data.resolve("sst2-eval/dev.tsv"));
    Files.delete(data.resolve("sst2-eval"));

    // When
    evaluation(Optional.empty(), EvaluationTest::reader).run(set);

    // Then
    assertThat(out.toString()).contains("| not found: sst2-eval |");
  }

  @Test
  void aPackageWithoutTheHeadIsNotScored() throws Exception {
    // When
    evaluation(Optional.empty(), EvaluationTest::headless).run(set);

    // Then
    assertThat(out.toString()).contains("no such head").doesNotContain("accuracy");
  }

  private Evaluation evaluation(
      Optional<Integer> rows, Function<AnalysisRequest, CompletableFuture<Analysis>> analyzer) {
    var table =
        new MarkdownTable(
            new PrintWriter(out, true), "task", "set", "rows", "metric", "score", "bar");
    return new Evaluation(analyzer, data, rows, table, new PrintWriter(err, true));
  }

  /** Finds "fine" positive and all else negative. */
  private static CompletableFuture<Analysis> reader(AnalysisRequest request) {
    double positive = request.text().equals("fine") ? 0.4 : 0.1;
    var scores = Map.of("negative", 0.5 - positive, "neutral", 0.5, "positive", positive);
    return analysis(Optional.of(new Classification("neutral", 0.5, scores)), List.of());
  }

  private static CompletableFuture<Analysis> headless(AnalysisRequest request) {
    return analysis(Optional.empty(), List.of(new SkippedTask("sentiment", SkippedTask.NO_MODEL)));
  }

  private static CompletableFuture<Analysis> analysis(
      Optional<Classification> sentiment, List<SkippedTask> skipped) {
    return CompletableFuture.completedFuture(
        new Analysis(
            new DetectedLanguage("en", 1),
            sentiment,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            skipped));
  }
}
