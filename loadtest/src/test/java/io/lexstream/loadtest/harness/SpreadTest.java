package io.lexstream.loadtest.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void oneOutlierChangesNeitherMedianNorDeviation() {
    // When
    var spread = Spread.of(List.of(10.0, 10.2, 9.9, 10.1, 3.0)).orElseThrow();

    // Then
    assertThat(spread.median()).isEqualTo(10.0);
    assertThat(spread.deviation()).isCloseTo(0.1, within(1e-9));
    assertThat(spread.least()).isEqualTo(3.0);
    assertThat(spread.largest()).isEqualTo(10.2);
  }

  @Test
  void theEstimateIsTheMedianOfThePairMeans() {
    // When
    var spread = Spread.of(List.of(1.0, 2.0, 6.0)).orElseThrow();

    // Then: 1, 1.5, 2, 3.5, 4, 6
    assertThat(spread.estimate()).isCloseTo(2.75, within(1e-9));
  }

  @Test
  void noValuesHaveNoSpread() {
    assertThat(Spread.of(List.of())).isEmpty();
  }
}
