package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of names in lists, wrapped lines, decomposed text and escaped HTML. */
class DefaultPackageSpansTest {

  private static TextAnalyzer analyzer;

  @BeforeAll
  static void open() {
    analyzer =
        TextAnalyzer.open(
            AnalyzerOptions.builder()
                .addPackage(Path.of("../models/en"))
                .addPackage(Path.of("../models/zh"))
                .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU)
                .build());
  }

  @AfterAll
  static void close() {
    analyzer.close();
  }

  private static List<String> names(String text) {
    return analyzer.analyze(AnalysisRequest.of(text)).join().entities().orElseThrow().stream()
        .map(Entity::text)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\u2028", "\n\n", "\t", "     "})
  void namesInLinesAndColumnsAreSeparate(String separator) {
    assertThat(names(String.join(separator, "Alice Brown", "Bob Stone", "Carol White")))
        .containsExactly("Alice Brown", "Bob Stone", "Carol White");
    assertThat(names(String.join(separator, "\u738B\u660E", "\u674E\u534E", "\u5F20\u4F1F")))
        .containsExactly("\u738B\u660E", "\u674E\u534E", "\u5F20\u4F1F");
  }

  @Test
  void aNameContinuesInTheNextLineOfWrappedProse() {
    // Given
    var text =
        "The conference was opened by the mayor of New\nYork City, who said that the Federal"
            + " Reserve Bank of\nAmerica would have to raise rates next year.";

    // Then
    assertThat(names(text)).containsExactly("New\nYork City", "Federal Reserve Bank of\nAmerica");
  }

  @Test
  void listMarksAreNotPartOfANameInAList() {
    assertThat(names("- Alice Brown\n- Bob Stone\n* Carol White"))
        .containsExactly("Alice Brown", "Bob Stone", "Carol White");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Henri Poincar\u00E9 taught in Paris.",
        "Jos\u00E9 M\u00FCller lives in Z\u00FCrich.",
        "Radovan Karad\u017Ei\u0107 was tried in The Hague.",
        "The novel by Andr\u00E9 Br\u00E9 was read in Bogot\u00E1"
      })
  void decomposedTextHasTheNamesOfComposedText(String composed) {
    // Given
    var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

    // Then
    assertThat(names(decomposed))
        .isNotEmpty()
        .isEqualTo(
            names(composed).stream()
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFD))
                .toList());
  }

  @Test
  void namesInEscapedHtmlAreWhole() {
    assertThat(names("SOFIA P&Eacute;REZ LUJ&Aacute;N lives in Madrid&nbsp;(Spain)."))
        .containsExactly("SOFIA P&Eacute;REZ LUJ&Aacute;N", "Madrid", "Spain");
    assertThat(names("The firm hired Anna M&#252;ller in D&amp;uuml;sseldorf for AT&amp;T."))
        .containsExactly("Anna M&#252;ller", "D&amp;uuml;sseldorf", "AT&amp;T");
  }
}
