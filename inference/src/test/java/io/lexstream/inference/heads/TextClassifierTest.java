package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.inference.PackageSource;
import io.lexstream.inference.TinyPackage;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Activation;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.LongTexts;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.packages.Task;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextClassifierTest {

  /** Two windows with cores of 30 and 10 tokens. */
  private static WindowedOutput twoWindows(float[] first, float[] second) {
    var tokens =
        new TokenizedText(new int[40], new int[40], new int[40], new boolean[40], new int[40]);
    return new WindowedOutput(
        CodePoints.of(""),
        List.of(),
        tokens,
        List.of(new Window(0, 32, 0, 30), new Window(28, 40, 30, 40)),
        Stream.of(first, second).map(values -> new RowOutput(Map.of("out", values))).toList());
  }

  private static Head.TextLabels head(List<String> labels, LongTexts longTexts, String cleanLabel) {
    return new Head.TextLabels(
        Task.TOXICITY,
        "out",
        labels,
        Activation.NONE,
        1,
        longTexts,
        Optional.of(cleanLabel).filter(label -> !label.isEmpty()));
  }

  @Test
  void meanIsWeightedByTokens() {
    // Given
    var labels = List.of("negative", "positive");
    var head = head(labels, LongTexts.MEAN, "");

    // When
    var classification =
        new TextClassifier(head).classify(twoWindows(new float[] {0.2f, 0.8f}, new float[] {1, 0}));

    // Then
    assertThat(classification.label()).isEqualTo("positive");
    assertThat(classification.score()).isEqualTo(0.6, within(1e-6));
    assertThat(classification.scores().keySet()).containsExactly("negative", "positive");
  }

  @Test
  void worstWindowHasTheLowestScoreOfTheCleanLabel() {
    // Given
    var labels = List.of("clean", "toxic");
    var head = head(labels, LongTexts.WORST_WINDOW, "clean");

    // When
    var classification =
        new TextClassifier(head)
            .classify(twoWindows(new float[] {0.9f, 0.1f}, new float[] {0.3f, 0.7f}));

    // Then
    assertThat(classification.label()).isEqualTo("toxic");
    assertThat(classification.scores().get("clean")).isEqualTo(0.3, within(1e-6));
  }

  @Test
  void highestIsTheHighestScoreOfEachLabel() {
    // Given
    var labels = List.of("toxic", "threat");
    var head = head(labels, LongTexts.HIGHEST, "");

    // When
    var classification =
        new TextClassifier(head)
            .classify(twoWindows(new float[] {0.9f, 0.1f}, new float[] {0.2f, 0.4f}));

    // Then
    assertThat(classification.scores().get("toxic")).isEqualTo(0.9, within(1e-6));
    assertThat(classification.scores().get("threat")).isEqualTo(0.4, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not hateful", "nothate", "SFW", "benign", "neither", "LABEL_0", "\u6B63\u5E38"})
  void namesOfLabelsDoNotChangeScores(String clean) {
    // Given
    var head = head(List.of(clean, "x", "y"), LongTexts.WORST_WINDOW, clean);

    // When
    var scores =
        new TextClassifier(head)
            .classify(twoWindows(new float[] {0.9f, 0.04f, 0.06f}, new float[] {0.1f, 0.7f, 0.2f}))
            .scores();

    // Then
    assertThat(scores.keySet()).containsExactly(clean, "x", "y");
    assertThat(scores.get("x")).isEqualTo(0.7, within(1e-6));
    assertThat(scores.values().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(1, within(1e-6));
  }

  @Test
  void takesTheCleanLabelFromAPlainText() {
    // Given
    var model =
        PackageReader.read(PackageSource.of(TinyPackage.folder()))
            .withHeads(
                List.of(
                    head(List.of("hate", "none of it"), LongTexts.WORST_WINDOW, ""),
                    head(List.of("hate", "none of it"), LongTexts.WORST_WINDOW, "hate"),
                    head(List.of("hate", "none of it"), LongTexts.MEAN, "")));

    // When
    var heads =
        CleanLabels.fromPlainText(model, new RowOutput(Map.of("out", new float[] {0.1f, 0.9f})))
            .heads();

    // Then
    assertThat(heads)
        .extracting(head -> ((Head.TextLabels) head).cleanLabel())
        .containsExactly(Optional.of("none of it"), Optional.of("hate"), Optional.empty());
  }

  @Test
  void temperatureSoftensScoresAndKeepsTheLabel() {
    // Given
    var logits = new float[] {4, 0, 2};

    // When
    double[] sharp = Activation.SOFTMAX.apply(logits, 0, 3, 1);
    double[] soft = Activation.SOFTMAX.apply(logits, 0, 3, 4);

    // Then
    assertThat(soft[0]).isLessThan(sharp[0]).isGreaterThan(soft[2]);
    assertThat(soft[0] + soft[1] + soft[2]).isEqualTo(1, within(1e-12));
  }

  @Test
  void hugeLogitsGiveFiniteScores() {
    // When
    double[] scores = Activation.SOFTMAX.apply(new float[] {1e30f, -1e30f}, 0, 2, 1);

    // Then
    assertThat(scores).containsExactly(1, 0);
  }
}
