package io.lexstream.inference.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.WordBoundaries.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TextWordsTest {

  @ParameterizedTest
  @MethodSource("textsAndWords")
  void separatesWordsFromPunctuationAndCharactersWithoutSpaces(String text, String words) {
    assertThat(words(text)).isEqualTo(List.of(words.split(" ")));
  }

  static Stream<Arguments> textsAndWords() {
    return Stream.of(
        arguments("in (Berlin).", "in ( Berlin ) ."),
        arguments("O'Brien's Jean-Baptiste,", "O'Brien's Jean-Baptiste ,"),
        arguments("the U.S. and J. Smith.", "the U.S. and J. Smith ."),
        arguments("$1,234.56 (5%)", "$ 1,234.56 ( 5 % )"),
        arguments("在Google上海，他", "在 Google 上 海 ， 他"),
        arguments("東京タワー。", "東 京 タ ワ ー 。"),
        arguments("서울은 수도이다.", "서울은 수도이다 ."),
        arguments("दिल्ली है।", "दिल्ली है ।"),
        arguments("e\u0301te\u0301!", "e\u0301te\u0301 !"),
        arguments("Berlin🚀🚀 👩\u200d💻 👍🏽!", "Berlin 🚀 🚀 👩\u200d💻 👍🏽 !"),
        arguments("a\u00a0b\u3000c\nd", "a b c d"),
        arguments("««Ada»»…", "« « Ada » » …"),
        arguments("?!", "? !"));
  }

  @Test
  void spaceTokenBelongsToTheNextWord() {
    // Given
    var words = new TextWords(CodePoints.of("a Łb\nc"));

    // When
    boolean[] starts = {
      words.startsWord(new Token(1, "a", 0, 0, 1)),
      words.startsWord(new Token(2, "Ġ", 1, 2, 2)),
      words.startsWord(new Token(3, "Ł", 1, 2, 3)),
      words.startsWord(new Token(4, "b", 1, 3, 4)),
      words.startsWord(new Token(5, "Ċ", 2, 5, 5)),
      words.startsWord(new Token(1, "c", 3, 5, 6)),
    };

    // Then
    assertThat(starts).containsExactly(true, true, false, false, true, true);
  }

  @Test
  void byteTokensOfOneCharacterFormOneWord() {
    // Given
    var words = new TextWords(CodePoints.of("🚀🚀"));

    // When
    boolean[] starts = {
      words.startsWord(new Token(1, "ð", 0, 0, 1)),
      words.startsWord(new Token(2, "Ł", 0, 0, 1)),
      words.startsWord(new Token(1, "ð", 0, 1, 2)),
      words.startsWord(new Token(2, "Ł", 0, 1, 2)),
    };

    // Then
    assertThat(starts).containsExactly(true, false, true, false);
  }

  private static List<String> words(String text) {
    var points = CodePoints.of(text);
    var boundaries = TextWords.boundaries(points);
    var words = new ArrayList<String>();
    for (int start = 0; start < points.length(); ) {
      int next = boundaries.nextSetBit(start + 1);
      int end = next < 0 ? points.length() : next;
      var word = points.trimmed(start, end);
      if (word.length() > 0) {
        words.add(points.slice(word));
      }
      start = end;
    }
    return words;
  }
}
