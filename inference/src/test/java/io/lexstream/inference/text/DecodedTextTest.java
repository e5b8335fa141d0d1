package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedTextTest {

  private static DecodedText decode(String text) {
    return DecodedText.of(CodePoints.of(text));
  }

  private static String shown(String text) {
    var points = decode(text).points();
    return points.slice(0, points.length());
  }

  @ParameterizedTest
  @CsvSource({
    "P&Eacute;REZ, P\u00C9REZ",
    "P&#201;REZ, P\u00C9REZ",
    "P&#xC9;REZ, P\u00C9REZ",
    "AT&amp;T, AT&T",
    "M&amp;uuml;ller, M\u00FCller",
    "&amp;amp; &lt;b&gt;, & <b>",
    "&Lstrok;&oacute;d&zacute;, \u0141\u00F3d\u017A",
    "&#128077;&#xD800;, \uD83D\uDC4D\uFFFD",
    "&#x4E2D;&#x6587;, \u4E2D\u6587",
  })
  void decodesReferences(String text, String expected) {
    assertThat(shown(text)).isEqualTo(expected);
    assertThat(DecodedText.decode(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AT&T", "R&D; and", "a & b;", "&unknown;", "&;", "&#;", "&#x;", "&eacute", "100%"})
  void keepsOtherAmpersands(String text) {
    assertThat(shown(text)).isEqualTo(text);
    assertThat(decode(text).isOriginal()).isTrue();
    assertThat(DecodedText.decode(text)).isEqualTo(text);
  }

  @Test
  void mapsOffsetsInBothDirections() {
    // Given
    var text = "\uD83D\uDC4D P&Eacute;REZ &amp; Co.";

    // When
    var decoded = decode(text);

    // Then
    assertThat(decoded.toOriginal(new Span(2, 7)).of(text)).isEqualTo("P&Eacute;REZ");
    assertThat(decoded.toOriginal(new Span(3, 4)).of(text)).isEqualTo("&Eacute;");
    assertThat(decoded.toOriginal(new Span(8, 9)).of(text)).isEqualTo("&amp;");
    assertThat(decoded.toDecoded(List.of(new Span(2, 14), new Span(5, 20))))
        .containsExactly(new Span(2, 7), new Span(3, 9));
  }
}
