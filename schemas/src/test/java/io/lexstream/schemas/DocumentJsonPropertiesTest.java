package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DocumentJsonPropertiesTest {

  private static final ObjectMapper ANY_JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final DocumentJson json = new DocumentJson();

  @Property
  void keepsAllCodePoints(@ForAll("unicode") String text) throws Exception {
    // Given
    var line = ANY_JSON.writeValueAsBytes(Map.of("text", "x" + text, "author", "x" + text));

    // When
    var document = ((Parsed.Valid) json.parse(line)).document();

    // Then
    assertThat(document.getText().codePoints().toArray())
        .isEqualTo(("x" + text).codePoints().toArray());
    assertThat(document.getAuthor()).isEqualTo("x" + text);
  }

  @Property
  void makesAnyUtf16UnitsEncodableInUtf8(@ForAll("utf16") String units) {
    // When
    var text = WellFormedText.of(units);

    // Then
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    assertThat(text.codePointCount(0, text.length()))
        .isEqualTo(units.codePointCount(0, units.length()));
    assertThat(WellFormedText.utf8Length(text)).isEqualTo(text.getBytes(UTF_8).length);
  }

  @Property
  void truncatesToTheLongestPrefixWithinTheLimit(
      @ForAll("unicode") String text, @ForAll @IntRange(max = 200) int bytes) {
    // When
    var truncated = WellFormedText.truncated(text, bytes);

    // Then
    assertThat(text).startsWith(truncated);
    assertThat(truncated.getBytes(UTF_8).length).isLessThanOrEqualTo(bytes);
    assertThat(text.getBytes(UTF_8).length <= bytes || bytes - truncated.getBytes(UTF_8).length < 4)
        .isTrue();
  }

  @Property(tries = 2000)
  void doesNotThrowForAnyBytes(@ForAll @Size(max = 60) byte[] bytes) {
    // When / Then
    assertThat(json.parse(bytes)).isNotNull();
  }

  @Property(tries = 2000)
  void doesNotThrowForADamagedDocument(@ForAll("damagedLines") byte[] line) {
    // When
    var parsed = json.parse(line);

    // Then
    if (parsed instanceof Parsed.Invalid invalid) {
      assertThat(invalid.message()).hasLineCount(1).hasSizeLessThan(500);
    }
  }

  @Provide
  Arbitrary<byte[]> damagedLines() {
    var line =
        "{\"id\": 7, \"text\": \"Grüße \\ud83d\\ude80\", \"eventTime\": 1e3, \"attributes\": {\"a\": [1]}}"
            .getBytes(UTF_8);
    return Arbitraries.integers()
        .between(0, line.length - 1)
        .flatMap(
            at ->
                Arbitraries.bytes()
                    .map(
                        damage -> {
                          var damaged = line.clone();
                          damaged[at] = damage;
                          return damaged;
                        }));
  }

  @Provide
  Arbitrary<String> unicode() {
    return Arbitraries.strings().all().ofMaxLength(100).map(WellFormedText::of);
  }

  @Provide
  Arbitrary<String> utf16() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.chars().all()),
            Tuple.of(2, Arbitraries.chars().range('\uD800', '\uDFFF')))
        .list()
        .ofMaxSize(50)
        .map(
            units -> {
              var text = new StringBuilder();
              units.forEach(text::append);
              return text.toString();
            });
  }
}
