package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndisguisedToxicityTest {

  private static TextAnalyzer analyzer;

  @BeforeAll
  static void open() {
    analyzer = TextAnalyzer.open(options().build());
  }

  @AfterAll
  static void close() {
    analyzer.close();
  }

  private static AnalyzerOptions.Builder options() {
    return AnalyzerOptions.builder()
        .addPackage(Path.of("../models/en"))
        .addPackage(Path.of("../models/zh"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "you are a s t u p i d  i d i o t",
        "you are a stup1d 1d10t",
        "you are a st\u200Bu\u200Bpid idi\u200Bot",
        "you are a stuuuupid idiooot",
        "you are a \u0455tu\u0440id idi\u043Et",
      })
  void toxicityIsFoundInDisguisedWords(String text) {
    // When
    var toxicity = analyzer.analyze(AnalysisRequest.of(text)).join().toxicity().orElseThrow();

    // Then
    assertThat(toxicity.label()).isEqualTo("toxic");
    assertThat(toxicity.disguised()).isTrue();
  }

  @Test
  void aTextAsWrittenIsNotDisguised() {
    // When
    var analysis = analyzer.analyze(AnalysisRequest.of("You are a stupid idiot.")).join();

    // Then
    assertThat(analysis.toxicity().orElseThrow().disguised()).isFalse();
  }

  @Test
  void offsetsReferToTheTextAsWritten() {
    // Given
    var text = "Angela M\u200Berkel visited Berlin, you stup1d 1d10t.";

    // When
    var entities = analyzer.analyze(AnalysisRequest.of(text)).join().entities().orElseThrow();

    // Then
    assertThat(entities)
        .isNotEmpty()
        .allSatisfy(entity -> assertThat(entity.text()).isEqualTo(entity.span().of(text)));
  }

  @Test
  void disguisesAreKeptIfNoTaskUndoesThem() {
    // Given
    var text = "you are a stup1d 1d10t";
    var plain = options().set(AnalyzerOptions.UNDISGUISE, List.of()).build();

    // When
    try (var other = TextAnalyzer.open(plain)) {
      var toxicity = other.analyze(AnalysisRequest.of(text)).join().toxicity().orElseThrow();

      // Then
      assertThat(toxicity.disguised()).isFalse();
    }
  }
}
