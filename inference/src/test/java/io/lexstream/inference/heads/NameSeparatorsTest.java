package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Span;
import io.lexstream.inference.text.CodePoints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bar marks the white space in an entity that is marked by brackets: {@code [Alice|\nBob]}. */
class NameSeparatorsTest {

  private static boolean separates(String marked) {
    int start = marked.indexOf('[');
    int gap = marked.indexOf('|') - 1;
    int end = marked.indexOf(']') - 2;
    var text = CodePoints.of(marked.replaceAll("[\\[\\]|]", ""));
    int next = gap;
    while (CodePoints.blank(text.at(next))) {
      next++;
    }
    return NameSeparators.separates(text, new Span(start, gap), new Span(next, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Alice Brown|\nBob Stone]\nCarol White",
        "[Alice Brown|\r\nBob Stone]",
        "[Alice|\rBob]",
        "[Alice|\u2028Bob]",
        "[Paris|\n\nLondon]",
        "[Paris|\n \t\nLondon] was cold.",
        "[Paris|\tLondon]",
        "[Alice Brown|    Bob Stone]",
        "[\u738B\u660E|\u3000\u674E\u534E]",
        "[\u738B\u660E|\n\u674E\u534E]",
        "Name: [Alice Brown|\nBob Stone]",
        "We met in [Paris|\nLondon]",
        "[Paris|\nLondon] was cold and the trains were late on that day.",
        "I would not buy an [Apple|\n               Watch] in Berlin.",
        "congratulations to [Alice Brown|\nBob Stone] gets second place",
        "I saw [Alice|\nBob] left early",
      })
  void separatesNamesInLinesAndColumns(String text) {
    assertThat(separates(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We met [Tim| Cook] in Berlin.",
        "We met [Tim|  Cook] in Berlin.",
        "The conference was opened by the mayor of [New|\nYork], who spoke for an hour.",
        "The conference was opened by the mayor of the city of [New|\r\nYork].",
        "the market fell when the [Federal Reserve|\nBank of America] spoke about rates again",
        "I spoke to [Angela|\nMerkel] about the new plan.",
        "   We flew from [New|\n   York] to London on Monday.",
        "THE TRAIN WENT TO [NEW|\nYORK] AND BACK ON MONDAY.",
        "\u4F1A\u8BAE\u7531[\u5317\u4EAC|\n\u5927\u5B66]\u4E3B\u529E\u3002",
      })
  void keepsANameInWrappedProse(String text) {
    assertThat(separates(text)).isFalse();
  }
}
