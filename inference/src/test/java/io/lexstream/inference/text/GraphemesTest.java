package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphemesTest {

  private static String expanded(String text, int start, int end) {
    var points = CodePoints.of(text);
    return points.slice(Graphemes.expand(points, new Span(start, end)));
  }

  @ParameterizedTest
  @CsvSource({
    "Poincare\u0301 came, 0, 8, Poincare\u0301",
    "a\u0302\u0301nh, 0, 1, a\u0302\u0301",
    "e\u0301te, 1, 4, e\u0301te",
    "\u1112\u1161\u11AB\u1100\u116E\u11A8, 0, 2, \u1112\u1161\u11AB",
    "\u0926\u093F\u0932\u094D\u0932\u0940, 0, 1, \u0926\u093F",
    "\u2764\uFE0F!, 0, 1, \u2764\uFE0F",
    "\uD83D\uDC4D\uD83C\uDFFD!, 0, 1, \uD83D\uDC4D\uD83C\uDFFD",
    "\uD83D\uDC69\u200D\uD83D\uDCBB!, 0, 1, \uD83D\uDC69\u200D\uD83D\uDCBB",
    "\uD83D\uDC69\u200D\uD83D\uDCBB!, 2, 3, \uD83D\uDC69\u200D\uD83D\uDCBB",
    "\uD83C\uDDE9\uD83C\uDDEA!, 0, 1, \uD83C\uDDE9\uD83C\uDDEA",
  })
  void expandsToWholeClusters(String text, int start, int end, String expected) {
    assertThat(expanded(text, start, end)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Paris, 0, 5",
    "'in Paris.', 3, 8",
    "\u5317\u4EAC\u5927\u5B66, 1, 3",
    "\u0416\u0417, 0, 1"
  })
  void keepsASpanAtBoundaries(String text, int start, int end) {
    assertThat(expanded(text, start, end)).isEqualTo(text.substring(start, end));
  }

  @Test
  void expandsOverThousandsOfMarks() {
    // Given
    var text = "a" + "\u0301".repeat(10_000) + "b";

    // Then
    assertThat(expanded(text, 0, 1)).hasSize(10_001);
  }
}
