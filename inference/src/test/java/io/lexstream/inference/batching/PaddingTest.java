package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaddingTest {

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 256})
  void atMostATenthOfTheWorkIsPaddingAndLessThanAThirdOfThatOfFirstComeFirstServed(int waiting) {
    // Given
    var budget = new Load(RowLengths.ofReviews(1), waiting, 20_000);
    var naive = new Load(RowLengths.ofReviews(1), waiting, 20_000);

    // When
    double padding = budget.byTokenBudget(256).shape().paddingRatio();
    double naivePadding = naive.firstComeFirstServed(32).shape().paddingRatio();

    // Then
    assertThat(padding).isLessThanOrEqualTo(0.10);
    assertThat(naivePadding).isGreaterThan(3 * padding).isGreaterThan(0.30);
  }
}
