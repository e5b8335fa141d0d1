package io.lexstream.inference.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.inference.TinyPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageHintTest {

  @ParameterizedTest
  @CsvSource({
    "en,en",
    "EN,en",
    "' en ',en",
    "en-GB,en",
    "en_US,en",
    "eng,en",
    "zho,zh",
    "iw,he",
    "zh-Hans-CN,zh"
  })
  void aCodeIsFoundAtTheStartOfATag(String hint, String code) {
    // Then
    assertThat(LanguageHint.code(hint)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"English", "und", "xx", "", "-", "x-klingon", "12", "e", "英文"})
  void aHintThatIsNotACodeIsIgnored(String hint) {
    // Then
    assertThat(LanguageHint.code(hint)).isEmpty();
  }

  @Test
  void aTextWithAWrongHintIsIdentifiedInsteadOfSkipped() {
    // When
    Analysis analysis;
    try (var analyzer = TextAnalyzer.open(TinyPackage.options().build())) {
      analysis =
          analyzer
              .analyze(AnalysisRequest.of("We love the food and the people here.", "English"))
              .join();
    }

    // Then
    assertThat(analysis.language().code()).isEqualTo("en");
    assertThat(analysis.sentiment()).isPresent();
  }
}
