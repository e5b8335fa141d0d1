package io.lexstream.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthsTest {

  private static final int DRAWS = 100_000;

  @Test
  void halfOfTheLognormalLengthsAreBelowTheMedian() {
    // Given
    var lengths = new Lengths.Lognormal(60, 0.8, 2_000);

    // When
    int[] sorted = drawn(lengths).sorted().toArray();

    // Then
    assertThat(sorted[DRAWS / 2]).isBetween(59, 61);
    // 84.13% of a normal distribution are below one standard deviation above the mean.
    assertThat(sorted[(int) (DRAWS * 0.8413)]).isCloseTo(134, within(3));
    assertThat(sorted[DRAWS - 1]).isLessThanOrEqualTo(2_000);
  }

  @Test
  void bimodalLengthsHaveTheGivenShares() {
    // Given
    var lengths = new Lengths.Bimodal(20, 300, 0.9);

    // When
    long shortOnes = drawn(lengths).filter(length -> length == 20).count();

    // Then
    assertThat(drawn(lengths).distinct().sorted()).containsExactly(20, 300);
    assertThat(shortOnes / (double) DRAWS).isCloseTo(0.9, within(0.005));
  }

  @Test
  void theTailOfAParetoDistributionFallsWithAlpha() {
    // Given
    var lengths = new Lengths.Pareto(1.2, 20, 2_000);

    // When
    int[] sorted = drawn(lengths).sorted().toArray();

    // Then
    assertThat(sorted[0]).isEqualTo(20);
    assertThat(sorted[DRAWS - 1]).isEqualTo(2_000);
    // P(length > 200) = (20 / 200) ^ 1.2
    double beyond = IntStream.of(sorted).filter(length -> length > 200).count() / (double) DRAWS;
    assertThat(beyond).isCloseTo(Math.pow(0.1, 1.2), within(0.003));
  }

  private static IntStream drawn(Lengths lengths) {
    var random = new SplittableRandom(7);
    return IntStream.generate(() -> lengths.next(random)).limit(DRAWS);
  }
}
