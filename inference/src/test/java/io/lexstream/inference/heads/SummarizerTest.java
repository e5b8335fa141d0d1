package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Span;
import io.lexstream.inference.SummarySentence;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummarizerTest {

  private static final int TOKENS = 8;

  private static final Head.SentenceVectors HEAD = new Head.SentenceVectors("vectors", "ids");

  /** Sentences of eight tokens and ten code points each, with these vectors. */
  private static WindowedOutput sentences(float[]... vectors) {
    int count = vectors.length;
    int n = count * TOKENS;
    var tokens = new TokenizedText(new int[n], new int[n], new int[n], new boolean[n], new int[n]);
    var spans = new ArrayList<Span>();
    var values = new float[count * vectors[0].length];
    for (int s = 0; s < count; s++) {
      spans.add(new Span(s * 10, s * 10 + 9));
      System.arraycopy(vectors[s], 0, values, s * vectors[s].length, vectors[s].length);
      for (int t = 0; t < TOKENS; t++) {
        tokens.sentences()[s * TOKENS + t] = s;
      }
    }
    var text = new StringBuilder();
    IntStream.range(0, count).forEach(s -> text.append("sentenc").append(s % 10).append(". "));
    return new WindowedOutput(
        CodePoints.of(text.toString()),
        spans,
        tokens,
        List.of(new Window(0, n, 0, n)),
        List.of(new RowOutput(Map.of("vectors", values))));
  }

  @Test
  void theSentencesNearestToTheWholeAreChosenInTextOrder() {
    // Given
    float[] topic = {1, 0, 0};
    float[] near = {0.8f, 0.6f, 0};
    float[] off = {0, 0, 1};
    var output = sentences(off, topic, off.clone(), near, topic.clone(), near.clone());

    // When
    var summary = new Summarizer(HEAD, 2).summarize(output).orElseThrow();

    // Then
    assertThat(summary.method()).isEqualTo("extractive");
    assertThat(summary.sentences()).hasSize(2);
    assertThat(summary.sentences().get(0).span().start())
        .isLessThan(summary.sentences().get(1).span().start());
    assertThat(summary.sentences())
        .extracting(SummarySentence::span)
        .doesNotContain(new Span(0, 9), new Span(20, 29));
  }

  @Test
  void theSecondSentenceDoesNotRepeatTheFirst() {
    // Given
    float[] a = {1, 0};
    float[] b = {0.6f, 0.8f};
    var output = sentences(a, a.clone(), a.clone(), b);

    // When
    var summary = new Summarizer(HEAD, 2).summarize(output).orElseThrow();

    // Then
    assertThat(summary.sentences())
        .extracting(SummarySentence::span)
        .containsExactly(new Span(0, 9), new Span(30, 39));
  }

  @Test
  void aSummaryIsAtMostHalfOfTheText() {
    // Given
    var different = new float[10][10];
    for (int i = 0; i < 10; i++) {
      different[i][i] = 1;
    }

    // When
    var four =
        new Summarizer(HEAD, 3)
            .summarize(sentences(different[0], different[1], different[2], different[3]))
            .orElseThrow();
    var ten = new Summarizer(HEAD, 3).summarize(sentences(different));

    // Then
    assertThat(four.sentences()).hasSize(2);
    assertThat(ten.orElseThrow().sentences()).hasSize(3);
  }

  @Test
  void oneSentenceHasNoSummary() {
    // When
    var summary = new Summarizer(HEAD, 3).summarize(sentences(new float[] {1, 0}));

    // Then
    assertThat(summary).isEmpty();
  }

  @Test
  void scoresStayWithinZeroAndOne() {
    // Given
    float[] up = {1, 0};
    float[] down = {-1, 0};

    // When
    var summary = new Summarizer(HEAD, 3).summarize(sentences(up, up, up, down, down, up));

    // Then
    assertThat(summary.orElseThrow().sentences())
        .allSatisfy(sentence -> assertThat(sentence.score()).isBetween(0.0, 1.0));
  }
}
