package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProgressTextTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void showsPercentageRateAndTimeLeft() {
    // Given
    var text = new ProgressText(OptionalLong.of(10_000));
    text.update(START, 0, 0);
    text.update(START.plusSeconds(10), 2_500, 1_500);

    // When
    var line = text.at(START.plusSeconds(10));

    // Then
    assertThat(line)
        .startsWith("[########----------------------]  25%  1,500 lines, 150/s")
        .endsWith(", 0:30 left");
  }

  @Test
  void showsLinesAndRateOfAnInputOfUnknownLength() {
    // Given
    var text = new ProgressText(OptionalLong.empty());
    text.update(START, 0, 0);
    text.update(START.plusSeconds(2), 900, 10);

    // When
    var line = text.at(START.plusSeconds(2));

    // Then
    assertThat(line).isEqualTo("10 lines, 5/s");
  }

  @Test
  void showsTheStartUntilTheFirstResult() {
    // When
    var line = new ProgressText(OptionalLong.of(10)).at(START);

    // Then
    assertThat(line).startsWith("starting");
  }
}
