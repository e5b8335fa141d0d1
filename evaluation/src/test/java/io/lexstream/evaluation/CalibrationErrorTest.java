package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CalibrationErrorTest {

  private final CalibrationError error = new CalibrationError();

  @Test
  void isTheGapOfEachBinWeightedByItsNumberOfAnswers() {
    // Given: two answers in the bin [0.8, 0.867), one of them right, and one in the bin of 1
    error.add(0.81, true);
    error.add(0.83, false);
    error.add(1.0, true);

    // Then: 2/3 * |0.82 - 0.5| + 1/3 * |1 - 1|
    assertThat(error.value()).isCloseTo(0.213333, within(1e-6));
  }

  @Test
  void isZeroWithoutAnswers() {
    assertThat(error.value()).isZero();
  }
}
