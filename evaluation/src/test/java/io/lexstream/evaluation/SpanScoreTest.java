package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpanScoreTest {

  private final SpanScore score = new SpanScore();

  @Test
  void countsExactEndsAndTypeOnly() {
    // Given
    var gold = Set.of(span(0, 5, "PER"), span(9, 15, "LOC"), span(20, 24, "ORG"));
    var found =
        Set.of(span(0, 5, "PER"), span(9, 14, "LOC"), span(20, 24, "LOC"), span(30, 31, "ORG"));

    // When
    score.add(gold, found);

    // Then: 1 of 4 found, 1 of 3 expected
    assertThat(score.precision()).isEqualTo(0.25);
    assertThat(score.recall()).isEqualTo(1.0 / 3);
    assertThat(score.f1()).isEqualTo(2.0 / 7);
  }

  @Test
  void isComputedOverAllTextsTogether() {
    // When
    score.add(
        Set.of(span(0, 1, "PER"), span(2, 3, "PER"), span(4, 5, "PER")), Set.of(span(0, 1, "PER")));
    score.add(Set.of(), Set.of());

    // Then
    assertThat(score.f1()).isEqualTo(0.5);
  }

  private static TypedSpan span(int start, int end, String type) {
    return new TypedSpan(start, end, type);
  }
}
