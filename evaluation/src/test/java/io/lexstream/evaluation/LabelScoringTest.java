package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.evaluation.EvaluationRow.Labelled;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.Classification;
import io.lexstream.inference.DetectedLanguage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LabelScoringTest {

  private static final List<Labelled> ONE_POSITIVE = List.of(new Labelled("fine", "positive"));

  private static final Analysis MOSTLY_NEUTRAL =
      new Analysis(
          new DetectedLanguage("en", 1),
          Optional.of(
              new Classification(
                  "neutral", 0.6, Map.of("negative", 0.1, "neutral", 0.6, "positive", 0.3))),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());

  @Test
  void neutralIsIgnoredWhereTheSetHasNoSuchClass() {
    // Given
    var scoring = LabelScoring.sentimentWithoutNeutral(LabelMetric.ACCURACY, Bar.atLeast(0.88));

    // When
    var scores = scoring.score(ONE_POSITIVE, List.of(MOSTLY_NEUTRAL));

    // Then
    assertThat(scores).extracting(Score::value).containsExactly(1.0);
    assertThat(scores.get(0).bar().outcome(1)).isEqualTo(">= 0.88: met");
  }

  @Test
  void neutralCountsWhereTheSetHasIt() {
    // Given
    var scoring = LabelScoring.sentiment(LabelMetric.ACCURACY, Bar.atLeast(0.64));

    // When
    var scores = scoring.score(ONE_POSITIVE, List.of(MOSTLY_NEUTRAL));

    // Then: wrong with a confidence of 0.6
    assertThat(scores).extracting(Score::value).containsExactly(0.0, 0.6);
    assertThat(scores.get(0).bar().outcome(0)).isEqualTo(">= 0.64: missed");
  }

  @Test
  void aLowRateMeetsABarFromAbove() {
    assertThat(Bar.atMost(0.03).outcome(0.01)).isEqualTo("<= 0.03: met");
    assertThat(Bar.atMost(0.03).outcome(0.04)).isEqualTo("<= 0.03: missed");
  }
}
