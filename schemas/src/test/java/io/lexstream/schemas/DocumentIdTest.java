package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "42",
        "C:\\logs\\app.log:42",
        "https://example.org/a?b=c&d=e#f",
        "a/../b",
        "../../etc/passwd",
        "...",
        "100%",
        "%2F",
        "a;b=c",
        " a b ",
        "\"quoted\" 'id' <b>",
        "文档一",
        "\uD83D\uDE80",
        "e\u0301",
        "\uFFFD",
      })
  void acceptsVisibleText(String id) {
    // When / Then
    assertThat(DocumentId.problem(id)).isEmpty();
    assertThat(parsed(id)).isInstanceOf(Parsed.Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a\\u0009b | id contains the control character U+0009 at position 2: remove it",
        "a\\u000A | id contains the control character U+000A at position 2: remove it",
        "\\u000Da | id contains the control character U+000D at position 1: remove it",
        "a\\u0000 | id contains the control character U+0000 at position 2: remove it",
        "a\\u001Bb | id contains the control character U+001B at position 2: remove it",
        "a\\u007F | id contains the control character U+007F at position 2: remove it",
        "\\uD83D\\uDE80\\u0085 | id contains the control character U+0085 at position 2: remove it",
        "a\\u009F | id contains the control character U+009F at position 2: remove it",
        "a\\uD83D | id contains the lone surrogate U+D83D at position 2: send valid Unicode",
        "\\uDE80a | id contains the lone surrogate U+DE80 at position 1: send valid Unicode",
        ". | id is \".\", which URL paths cannot contain: send another id",
        ".. | id is \"..\", which URL paths cannot contain: send another id",
      })
  void rejectsWhatAPathOrATopicCannotCarry(String escaped, String problem) throws IOException {
    // Given
    var id = JSON.readValue('"' + escaped + '"', String.class);

    // When / Then
    assertThat(DocumentId.problem(id)).contains(problem);
    assertThat(parsed(id)).isEqualTo(new Parsed.Invalid("invalid-document", "id", problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00A0", "\u3000\u2003"})
  void isAbsentIfBlank(String id) {
    // When / Then
    assertThat(DocumentId.problem(id)).isPresent();
    assertThat(((Parsed.Valid) parsed(id)).document().getId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a, 1024", "é, 512", "文, 341", "\uD83D\uDE80, 256"})
  void countsTheLimitInBytes(String character, int longest) {
    // Given
    var atLimit = character.repeat(longest);

    // When / Then
    assertThat(parsed(atLimit)).isInstanceOf(Parsed.Valid.class);
    assertThat(parsed(atLimit + character))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid -> {
              assertThat(invalid.reason()).isEqualTo("too-large");
              assertThat(invalid.field()).isEqualTo("id");
              assertThat(invalid.message()).contains("the limit is 1024");
            });
  }

  @Property
  void anAcceptedIdSurvivesJsonUtf8AndPercentEncoding(@ForAll @StringLength(max = 300) String id) {
    // When
    var parsed = parsed(id);

    // Then
    if (parsed instanceof Parsed.Valid valid && !valid.document().getId().isEmpty()) {
      assertThat(valid.document().getId()).isEqualTo(id);
      assertThat(new String(id.getBytes(UTF_8), UTF_8)).isEqualTo(id);
      assertThat(URLDecoder.decode(URLEncoder.encode(id, UTF_8), UTF_8)).isEqualTo(id);
      assertThat(id.codePoints()).noneMatch(Character::isISOControl);
    }
  }

  @Property
  void aProblemIsOneShortLine(@ForAll String id) {
    // When / Then
    DocumentId.problem(id)
        .ifPresent(problem -> assertThat(problem).hasLineCount(1).hasSizeLessThan(120));
  }

  private static Parsed parsed(String id) {
    var json = JSON.createObjectNode().put("id", id).put("text", "a");
    return new DocumentJson().parse(escaped(json.toString()));
  }

  /** JSON in ASCII, so that lone surrogates reach the parser. */
  private static byte[] escaped(String json) {
    var ascii = new StringBuilder();
    json.chars()
        .forEach(
            unit ->
                ascii.append(
                    unit < 0x7F ? String.valueOf((char) unit) : "\\u%04x".formatted(unit)));
    return ascii.toString().getBytes(UTF_8);
  }
}
