package io.lexstream.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.loadtest.generator.ArrivalSchedule.Spacing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void evenStepsHaveEqualGapsAndAreConsecutive() {
    // Given
    var steps =
        List.of(
            new RateStep(Duration.ofSeconds(2), 2),
            new RateStep(Duration.ofSeconds(1), 0),
            new RateStep(Duration.ofSeconds(1), 4));

    // When
    var schedule = ArrivalSchedule.of(steps, Spacing.EVEN, Optional.empty(), 1);

    // Then
    assertThat(schedule.toArray())
        .containsExactly(
            0,
            SECOND / 2,
            SECOND,
            3 * SECOND / 2, // two per second
            3 * SECOND,
            13 * SECOND / 4,
            7 * SECOND / 2,
            15 * SECOND / 4); // four per second after a pause
  }

  @Test
  void poissonArrivalsHaveTheMeanRateAndAVarianceEqualToTheirMean() {
    // Given
    var steps = List.of(new RateStep(Duration.ofSeconds(1_000), 50));

    // When
    long[] times = ArrivalSchedule.of(steps, Spacing.POISSON, Optional.empty(), 9).toArray();

    // Then
    assertThat(times.length / 1_000.0).isCloseTo(50, within(1.0));
    double[] gaps = new double[times.length - 1];
    Arrays.setAll(gaps, i -> (times[i + 1] - times[i]) / 1e9);
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double variance =
        Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElse(0);
    assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.03));
  }

  @Test
  void aSeedDeterminesTheSchedule() {
    // Given
    var steps = List.of(new RateStep(Duration.ofSeconds(10), 100));

    // When
    var schedule = ArrivalSchedule.of(steps, Spacing.POISSON, Optional.empty(), 4);

    // Then
    assertThat(ArrivalSchedule.of(steps, Spacing.POISSON, Optional.empty(), 4).toArray())
        .isEqualTo(schedule.toArray());
    assertThat(ArrivalSchedule.of(steps, Spacing.POISSON, Optional.empty(), 5).toArray())
        .isNotEqualTo(schedule.toArray());
  }

  @Test
  void burstsAreAddedToTheSteadyRate() {
    // Given
    var steps = List.of(new RateStep(Duration.ofSeconds(10), 1));
    var bursts = Optional.of(new Bursts(Duration.ofSeconds(4), 30));

    // When
    var schedule = ArrivalSchedule.of(steps, Spacing.EVEN, bursts, 1);

    // Then
    assertThat(schedule.size()).isEqualTo(10 + 2 * 30);
    assertThat(LongStream.of(schedule.toArray()).filter(at -> at == 4 * SECOND).count())
        .isEqualTo(31);
  }
}
