package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelMetricTest {

  private static final List<String> GOLD = List.of("clean", "clean", "clean", "toxic");
  private static final List<String> GUESS = List.of("clean", "clean", "toxic", "toxic");

  @Test
  void accuracyIsTheShareOfCorrectRows() {
    assertThat(LabelMetric.ACCURACY.of(GOLD, GUESS)).isEqualTo(0.75);
  }

  @Test
  void macroF1IsTheMeanOfTheClassesF1() {
    // clean: 2 * 2 / (3 + 2) = 0.8; toxic: 2 * 1 / (1 + 2) = 0.6667
    assertThat(LabelMetric.MACRO_F1.of(GOLD, GUESS)).isCloseTo(0.73333, within(1e-5));
  }

  @Test
  void macroRecallIsTheMeanOfTheClassesRecall() {
    // clean: 2 / 3; toxic: 1 / 1
    assertThat(LabelMetric.MACRO_RECALL.of(GOLD, GUESS)).isCloseTo(0.83333, within(1e-5));
  }

  @Test
  void onlyCleanRowsCanBeFalsePositives() {
    assertThat(LabelMetric.FALSE_POSITIVE_RATE.of(GOLD, GUESS)).isCloseTo(0.33333, within(1e-5));
  }

  @Test
  void aRowWithoutAnAnswerIsWrong() {
    // Given
    var gold = List.of("clean", "toxic");
    var predicted = List.of("", "toxic");

    // Then
    assertThat(LabelMetric.ACCURACY.of(gold, predicted)).isEqualTo(0.5);
    assertThat(LabelMetric.FALSE_POSITIVE_RATE.of(gold, predicted)).isEqualTo(1);
  }

  @Test
  void aClassWithoutGoldRowsIsNotPartOfTheMean() {
    // Given
    var gold = List.of("negative", "positive");
    var predicted = List.of("negative", "neutral");

    // Then: negative 1, positive 0
    assertThat(LabelMetric.MACRO_F1.of(gold, predicted)).isEqualTo(0.5);
  }
}
