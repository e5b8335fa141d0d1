package io.lexstream.inference.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WindowCutterPropertyTest {

  /** Texts, generated from the number of tokens of each word of each sentence. */
  @Provide
  Arbitrary<TokenizedText> texts() {
    Arbitrary<List<Integer>> sentence =
        Arbitraries.integers().between(1, 4).list().ofMinSize(1).ofMaxSize(60);
    return sentence.list().ofMaxSize(40).map(WindowCutterPropertyTest::text);
  }

  private static TokenizedText text(List<List<Integer>> sentences) {
    int size = sentences.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    var text =
        new TokenizedText(
            new int[size], new int[size], new int[size], new boolean[size], new int[size]);
    int token = 0;
    for (int s = 0; s < sentences.size(); s++) {
      for (int word : sentences.get(s)) {
        text.wordStarts()[token] = true;
        for (int i = 0; i < word; i++) {
          text.sentences()[token++] = s;
        }
      }
    }
    return text;
  }

  @Property
  void coresCoverEachTokenOnceAndWindowsFit(
      @ForAll("texts") TokenizedText text, @ForAll @IntRange(min = 4, max = 64) int capacity) {
    // When
    var windows = new WindowCutter(capacity).cut(text);

    // Then
    int covered = 0;
    for (Window window : windows) {
      assertThat(window.coreFrom()).isEqualTo(covered);
      assertThat(window.size()).isLessThanOrEqualTo(capacity);
      covered = window.coreTo();
    }
    assertThat(covered).isEqualTo(text.size());
  }

  @Property
  void shortTextIsOneWindow(@ForAll("texts") TokenizedText text) {
    // When
    var windows = new WindowCutter(Math.max(4, text.size())).cut(text);

    // Then
    assertThat(windows).hasSize(text.size() == 0 ? 0 : 1);
  }

  @Property
  void costOfWindowsIsBounded(
      @ForAll("texts") TokenizedText text, @ForAll @IntRange(min = 16, max = 64) int capacity) {
    // When
    var windows = new WindowCutter(capacity).cut(text);

    // Then
    int computed = windows.stream().mapToInt(Window::size).sum();
    assertThat(computed).isLessThanOrEqualTo(text.size() * 4 / 3 + capacity);
  }

  @Property
  void coresStartAtWords(
      @ForAll("texts") TokenizedText text, @ForAll @IntRange(min = 40, max = 64) int capacity) {
    // When
    var windows = new WindowCutter(capacity).cut(text);

    // Then
    for (Window window : windows) {
      assertThat(text.wordStarts()[window.coreFrom()]).isTrue();
    }
  }

  @Property
  void tokensNextToTheBorderOfCoresHaveContextOnBothSides(
      @ForAll("texts") TokenizedText text, @ForAll @IntRange(min = 40, max = 64) int capacity) {
    // When
    var windows = new WindowCutter(capacity).cut(text);

    // Then
    for (int i = 1; i < windows.size(); i++) {
      int seam = windows.get(i).coreFrom();
      int overlapFrom = windows.get(i).from();
      int overlapTo = windows.get(i - 1).to();
      assertThat(overlapFrom).isLessThan(overlapTo);
      boolean sentenceBegins = text.sentences()[seam] != text.sentences()[seam - 1];
      boolean wordBeginsWithin =
          IntStream.range(overlapFrom + 1, overlapTo).anyMatch(token -> text.wordStarts()[token]);
      if (wordBeginsWithin && !sentenceBegins) {
        assertThat(seam).isGreaterThan(overlapFrom).isLessThan(overlapTo);
      }
    }
  }
}
