package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTextTest {

  private static final List<String> NAMES =
      List.of("Tim Cook", "Berlin", "Paris", "New York", "北京");
  private static final List<String> WORDS =
      List.of("the", "train", "leaves", "at", "nine", "we", "bought", "food", "in", "market");

  @Test
  void sixtyThousandWordsHaveExactEntitiesEverywhere() {
    // Given
    var random = new Random(42);
    var text = new StringBuilder();
    var expected = new ArrayList<Span>();
    for (int word = 0; word < 60_000; word++) {
      if (random.nextInt(15) == 0) {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        int start = text.codePointCount(0, text.length());
        expected.add(new Span(start, start + name.codePointCount(0, name.length())));
        // A plain word after it separates two names.
        text.append(name).append(" and ");
      }
      text.append(WORDS.get(random.nextInt(WORDS.size())));
      text.append(random.nextInt(12) == 0 ? ". 👍 " : " ");
    }

    var options = TinyPackage.options().set(AnalyzerOptions.SUMMARY_LENGTH, 2000);

    // When
    Analysis analysis;
    try (var analyzer = TextAnalyzer.open(options.build())) {
      analysis = analyzer.analyze(AnalysisRequest.of(text.toString(), "en")).join();
    }

    // Then
    assertThat(analysis.entities().orElseThrow()).extracting(Entity::span).isEqualTo(expected);
    assertThat(analysis.summary().orElseThrow().sentences()).hasSize(3);
  }

  @Test
  void costGrowsLinearlyWithLength() {
    // Given
    var sentence = "The train to the city leaves at nine. ";

    // When
    var costs = new ArrayList<Long>();
    for (int times : new int[] {500, 4000}) {
      var metrics = new RecordedMetrics();
      try (var analyzer =
          TextAnalyzer.open(
              TinyPackage.options().set(AnalyzerOptions.CACHE_SIZE, 0L).build(), metrics)) {
        analyzer.analyze(AnalysisRequest.of(sentence.repeat(times), "en")).join();
      }
      costs.add(metrics.sum(AnalyzerMetric.TOKENS));
    }

    // Then
    assertThat(costs.get(1)).isBetween(costs.get(0) * 7, costs.get(0) * 9);
    // Nine tokens a sentence; overlap and special tokens of the windows add less than half.
    assertThat(costs.get(1)).isLessThan(4000 * 9 * 3 / 2);
  }

  @Test
  void aTextWithoutAnySentenceEndIsCutAtWords() {
    // Given
    var text = "we met Tim Cook and the team ".repeat(3000);

    // When
    Analysis analysis;
    try (var analyzer = TextAnalyzer.open(TinyPackage.options().build())) {
      analysis = analyzer.analyze(AnalysisRequest.of(text, "en")).join();
    }

    // Then
    assertThat(analysis.entities().orElseThrow())
        .hasSize(3000)
        .allSatisfy(entity -> assertThat(entity.text()).isEqualTo("Tim Cook"));
  }
}
