package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.inference.Span;
import io.lexstream.inference.text.CodePoints;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordCentralityTest {

  @Test
  void wordsHaveFourLettersOrMoreAndLowerCase() {
    // When
    var words = WordCentrality.words("The Harbour BRIDGE of \u00C5rhus, 2024: it is big.");

    // Then
    assertThat(words).containsExactly("harbour", "bridge", "\u00E5rhus", "2024");
  }

  @Test
  void chineseWordsArePairsOfCharacters() {
    // When
    var words = WordCentrality.words("\u5317\u4EAC\u5927\u5B66\u3002Lexstream\u5F88\u5FEB");

    // Then
    assertThat(words)
        .containsExactly(
            "\u5317\u4EAC", "\u4EAC\u5927", "\u5927\u5B66", "lexstream", "\u5F88\u5FEB");
  }

  @Test
  void sentencesWithTheWordsOfTheTextAreMostCentral() {
    // Given
    var text = CodePoints.of("bridge cracks. bridge harbour. lunch!");

    // When
    var centrality =
        WordCentrality.of(text, List.of(new Span(0, 14), new Span(15, 30), new Span(31, 37)));

    // Then
    assertThat(centrality[0]).isEqualTo(centrality[1]).isGreaterThan(centrality[2]);
  }

  @Test
  void wordsOfAHeadlineHaveAHigherWeight() {
    // Given
    var sentences = List.of(new Span(0, 14), new Span(15, 28), new Span(29, 41));

    // When
    var under =
        WordCentrality.of(CodePoints.of("Harbour bridge\nHarbour boats. Lunch boats."), sentences);
    var behind =
        WordCentrality.of(CodePoints.of("Harbour bridge Harbour boats. Lunch boats."), sentences);

    // Then
    assertThat(under[1] - under[2]).isGreaterThan(behind[1] - behind[2]);
  }

  @Test
  void onlySentenceHasCentralityOneAndSentenceWithoutWordsZero() {
    // When
    var centrality =
        WordCentrality.of(CodePoints.of("bridge. !?"), List.of(new Span(0, 7), new Span(8, 10)));

    // Then
    assertThat(centrality[0]).isCloseTo(1, within(1e-9));
    assertThat(centrality[1]).isZero();
  }
}
