package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SpanPropertyTest {

  private static TextAnalyzer analyzer;

  @BeforeContainer
  static void open() {
    analyzer = TextAnalyzer.open(TinyPackage.options().build());
  }

  @AfterContainer
  static void close() {
    analyzer.close();
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.any(60);
  }

  @Property(tries = 300)
  void theSliceOfTheStoredTextIsTheSurfaceForm(@ForAll("texts") String text) {
    // When
    var analysis = analyzer.analyze(AnalysisRequest.of(text, "en")).join();

    // Then
    int last = 0;
    for (Entity entity : analysis.entities().orElseGet(java.util.List::of)) {
      assertThat(entity.span().of(text)).isEqualTo(entity.text()).isNotBlank();
      assertThat(entity.span().start()).isGreaterThanOrEqualTo(last);
      last = entity.span().end();
    }
    for (var sentence : analysis.summary().map(Summary::sentences).orElseGet(java.util.List::of)) {
      assertThat(analysis.summary().orElseThrow().text()).contains(sentence.span().of(text));
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aKnownNameIsFoundAtEveryPlace(
      @ForAll("texts") String before, @ForAll("texts") String after) {
    // Given
    var text = before + " the the Tim Cook the the " + after;
    int start = (int) (before + " the the ").codePoints().count();

    // When
    var analysis = analyzer.analyze(AnalysisRequest.of(text, "en")).join();

    // Then
    assertThat(analysis.entities().orElseThrow())
        .extracting(Entity::span)
        .contains(new Span(start, start + 8));
  }
}
