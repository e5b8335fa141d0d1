package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Span;
import io.lexstream.inference.Summary;
import io.lexstream.inference.SummarySentence;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummarizerTest {

  private static final int TOKENS = 8;

  private static final Head.SentenceVectors HEAD = new Head.SentenceVectors("vectors", "ids");

  /** Sentences with different words and the given vectors; each has 8 tokens and 18 code points. */
  private static WindowedOutput sentences(float[]... vectors) {
    var texts =
        IntStream.range(0, vectors.length)
            .mapToObj(s -> "sentenc" + s % 10 + " a b c d. ")
            .toList();
    return sentences(texts, vectors);
  }

  private static WindowedOutput sentences(List<String> texts, float[]... vectors) {
    int count = vectors.length;
    int n = count * TOKENS;
    var tokens = new TokenizedText(new int[n], new int[n], new int[n], new boolean[n], new int[n]);
    var spans = new ArrayList<Span>();
    var values = new float[count * vectors[0].length];
    int start = 0;
    for (int s = 0; s < count; s++) {
      int end = start + texts.get(s).length();
      spans.add(new Span(start, end - 1));
      start = end;
      System.arraycopy(vectors[s], 0, values, s * vectors[s].length, vectors[s].length);
      for (int t = 0; t < TOKENS; t++) {
        tokens.sentences()[s * TOKENS + t] = s;
      }
    }
    return new WindowedOutput(
        CodePoints.of(String.join("", texts)),
        spans,
        tokens,
        List.of(new Window(0, n, 0, n)),
        List.of(new RowOutput(Map.of("vectors", values))));
  }

  /** Orthogonal vectors. */
  private static float[][] different(int count) {
    var vectors = new float[count][count];
    for (int i = 0; i < count; i++) {
      vectors[i][i] = 1;
    }
    return vectors;
  }

  private static Optional<Summary> summarize(int sentences, WindowedOutput output) {
    return new Summarizer(HEAD, new SummaryLimits(sentences, 400)).summarize(output, reason -> {});
  }

  private static List<String> skipReasons(WindowedOutput output) {
    var reasons = new ArrayList<String>();
    new Summarizer(HEAD, new SummaryLimits(3, 400)).summarize(output, reasons::add);
    return reasons;
  }

  @Test
  void selectsCentralSentencesInTextOrder() {
    // Given
    var texts =
        List.of(
            "Hello everyone, and welcome back. ",
            "The harbour bridge closed after cracks appeared. ",
            "Yesterday brought us plenty of sunshine. ",
            "Engineers found cracks along the harbour bridge. ",
            "Lunch tasted lovely as always. ",
            "Someone sang outside all day. ");

    // When
    var summary = summarize(2, sentences(texts, different(6))).orElseThrow();

    // Then
    assertThat(summary.method()).isEqualTo("extractive");
    assertThat(summary.text())
        .isEqualTo(
            "The harbour bridge closed after cracks appeared."
                + " Engineers found cracks along the harbour bridge.");
  }

  @Test
  void summaryStartsAfterAGreeting() {
    // Given
    var texts =
        List.of(
            "Hello everyone, and welcome back. ",
            "Today people talked about cracks. ",
            "Cracks closed the harbour bridge. ",
            "Boats pass the harbour bridge. ");

    // When
    var summary = summarize(1, sentences(texts, different(4))).orElseThrow();

    // Then
    assertThat(summary.text()).isEqualTo("Today people talked about cracks.");
  }

  @Test
  void prefersSentencesWithWordsOfTheHeadline() {
    // Given
    var texts =
        List.of(
            "Harbour bridge\n",
            "Many people came along today. ",
            "Many people stayed along longer. ",
            "The harbour bridge closed at noon. ",
            "Many people left again later. ",
            "Nobody knows when it opens. ");

    // When
    var summary = summarize(2, sentences(texts, different(6))).orElseThrow();

    // Then
    assertThat(summary.text()).contains("The harbour bridge closed at noon.");
  }

  @Test
  void selectsTheFirstSentencesIfAllAreEqual() {
    // When
    var summary = summarize(2, sentences(different(6))).orElseThrow();

    // Then
    assertThat(summary.sentences())
        .extracting(SummarySentence::span)
        .containsExactly(new Span(0, 17), new Span(18, 35));
  }

  @Test
  void skipsSentencesWithSimilarVectors() {
    // Given
    float[] a = {1, 0};
    float[] b = {0.6f, 0.8f};
    var output = sentences(a, a.clone(), a.clone(), b);

    // When
    var summary = summarize(2, output).orElseThrow();

    // Then
    assertThat(summary.sentences())
        .extracting(SummarySentence::span)
        .containsExactly(new Span(0, 17), new Span(54, 71));
  }

  @Test
  void ignoresCaptions() {
    // Given
    var texts =
        List.of(
            "Image: Nick Moreau. ",
            "Boats pass the bridge very slowly. ",
            "Image: Nick Moreau. ",
            "Nobody knows when it opens. ");

    // When
    var summary = summarize(1, sentences(texts, different(4))).orElseThrow();

    // Then
    assertThat(summary.text()).isEqualTo("Boats pass the bridge very slowly.");
  }

  @Test
  void ignoresRepeatedLines() {
    // Given
    var credit = "Photograph courtesy national museum archive department. ";
    var texts =
        List.of(
            "Nobody knows when it opens. ",
            credit,
            "The harbour bridge closed again today. ",
            credit,
            "Boats pass the harbour bridge slowly. ",
            credit,
            "Engineers inspect the harbour bridge. ",
            credit);

    // When
    var summary = summarize(2, sentences(texts, different(8))).orElseThrow();

    // Then
    assertThat(summary.text())
        .isEqualTo("The harbour bridge closed again today. Boats pass the harbour bridge slowly.");
  }

  @Test
  void skipsSentencesWithTheSameWords() {
    // Given
    var texts =
        List.of(
            "The harbour bridge closed again today. ",
            "The harbour bridge closed again, today! ",
            "Boats pass the harbour bridge slowly. ",
            "Nobody knows when it opens for cars. ");

    // When
    var summary = summarize(2, sentences(texts, different(4))).orElseThrow();

    // Then
    assertThat(summary.text())
        .isEqualTo("The harbour bridge closed again today. Boats pass the harbour bridge slowly.");
  }

  @Test
  void selectsAtMostHalfOfTheSentences() {
    // Given
    var different = different(10);

    // When
    var four =
        summarize(3, sentences(different[0], different[1], different[2], different[3]))
            .orElseThrow();
    var ten = summarize(3, sentences(different));

    // Then
    assertThat(four.sentences()).hasSize(2);
    assertThat(ten.orElseThrow().sentences()).hasSize(3);
  }

  @Test
  void oneSentenceHasNoSummary() {
    // When
    var summary = summarize(3, sentences(new float[] {1, 0}));

    // Then
    assertThat(summary).isEmpty();
  }

  @Test
  void scoresAreBetweenZeroAndOne() {
    // Given
    float[] up = {1, 0};
    float[] down = {-1, 0};

    // When
    var summary = summarize(3, sentences(up, up, up, down, down, up));

    // Then
    assertThat(summary.orElseThrow().sentences())
        .allSatisfy(sentence -> assertThat(sentence.score()).isBetween(0.0, 1.0));
  }

  @Test
  void theMessageOfAnExceptionIsTheSummaryOfAStackTrace() {
    // Given
    var texts =
        List.of(
            "IllegalStateException: File locked\n",
            "at com.acme.app.Main.open(Main.java:42)\n",
            "at com.acme.app.Main.run(Main.java:12)\n",
            "at com.acme.app.Main.main(Main.java:3)\n");

    // When
    var summary = summarize(3, sentences(texts, different(4))).orElseThrow();

    // Then
    assertThat(summary.text()).isEqualTo("IllegalStateException: File locked");
  }

  @Test
  void aSummaryIsAtMostHalfOfItsText() {
    // Given
    var texts =
        List.of(
            "The harbour bridge closed at noon because engineers found long cracks in it. ",
            "Boats still pass below it. ",
            "It opens again in spring. ");

    // When
    var summary = summarize(3, sentences(texts, different(3))).orElseThrow();

    // Then
    assertThat(summary.text().length()).isLessThanOrEqualTo(String.join("", texts).length() / 2);
  }

  @Test
  void aSummaryIsNotLongerThanItsLimit() {
    // Given
    var sentence = "The harbour bridge closed at noon because engineers found %s cracks. ";
    var texts = IntStream.range(0, 8).mapToObj(sentence::formatted).toList();
    var limits = new SummaryLimits(4, 150);

    // When
    var summary =
        new Summarizer(HEAD, limits)
            .summarize(sentences(texts, different(8)), reason -> {})
            .orElseThrow();

    // Then
    assertThat(summary.sentences()).hasSize(2);
    assertThat(summary.text().length()).isLessThanOrEqualTo(150);
  }

  @Test
  void aTextOfOneSentenceHasNoSummary() {
    // Given
    var texts = List.of("The harbour bridge closed at noon because engineers found cracks. ");

    // Then
    assertThat(skipReasons(sentences(texts, different(1)))).containsExactly("single-sentence");
  }

  @Test
  void aSentenceWithInterjectionsHasNoSummary() {
    // Given
    var texts =
        List.of(
            "Wow! ",
            "The harbour bridge closed at noon because engineers found very long cracks in all of it. ",
            "Really. ");

    // Then
    assertThat(skipReasons(sentences(texts, different(3)))).containsExactly("single-sentence");
  }
}
