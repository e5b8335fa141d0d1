package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.avro.Document;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentJsonTest {

  private final DocumentJson json = new DocumentJson(1000, InstantSource.fixed(Samples.NOW));

  @Test
  void readsEveryField() {
    // When
    var document =
        valid(
            """
            {"id": "d-1", "text": "Good.", "source": "reviews", "author": "ann", "language": "en",
             "eventTime": "2026-01-31T10:00:00+01:00", "attributes": {"shop": "7", "stars": 4.50, "paid": true}}
            """);

    // Then
    assertThat(document.getId()).isEqualTo("d-1");
    assertThat(document.getText()).isEqualTo("Good.");
    assertThat(document.getSource()).isEqualTo("reviews");
    assertThat(document.getAuthor()).isEqualTo("ann");
    assertThat(document.getLanguage()).isEqualTo("en");
    assertThat(document.getEventTime()).isEqualTo("2026-01-31T09:00:00Z");
    assertThat(document.getAttributes())
        .containsOnly(entry("shop", "7"), entry("stars", "4.50"), entry("paid", "true"));
  }

  @Test
  void requiresOnlyText() {
    // When
    var document = valid("{\"text\": \"Good.\"}");

    // Then
    assertThat(document).isEqualTo(Samples.document("", "Good."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\": \"Good.\"}\r",
        "\uFEFF{\"text\": \"Good.\"}",
        "  {\"text\": \"Good.\"}  \n",
        "{\"text\": \"Good.\", \"unknown\": {\"text\": [1, {\"text\": null}]}, \"more\": 1e400}",
        "{\"text\": \"Good.\", \"id\": null, \"source\": null, \"attributes\": null, \"eventTime\": null}",
        "{\"text\": \"Good.\", \"id\": \"\", \"author\": \"  \"}",
        "{\"text\": 1, \"text\": \"Good.\"}"
      })
  void ignoresUnknownFieldsAndNulls(String line) {
    // When / Then
    assertThat(valid(line)).isEqualTo(Samples.document("", "Good."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"text\": \"cut off | text | not JSON",
        "{\"id\": \"a\"} | text | text is missing",
        "{} | text | text is missing",
        "{\"text\": null} | text | text must be a string, found null",
        "{\"text\": 42} | text | text must be a string, found the number 42",
        "{\"text\": [\"a\"]} | text | text must be a string, found an array",
        "{\"text\": {\"a\": 1}} | text | text must be a string, found an object",
        "{\"text\": true} | text | text must be a string, found true",
        "{\"text\": \"\"} | text | text is blank",
        "{\"text\": \" \\t\\n\\u00a0\\u3000\"} | text | text is blank",
        "{\"text\": \"good\", \"text\": 1} | text | text must be a string",
        "{\"text\": \"a\", \"id\": {}} | id | id must be a string, found an object",
        "{\"text\": \"a\", \"id\": 1.5} | id | id must be a string, found the number 1.5",
        "{\"text\": \"a\", \"source\": [1]} | source | source must be a string, found an array",
        "{\"text\": \"a\", \"author\": false} | author | author must be a string, found false",
        "{\"text\": \"a\", \"language\": {}} | language | language must be a string",
        "{\"text\": \"a\", \"attributes\": [] } | attributes | attributes must be an object",
        "{\"text\": \"a\", \"attributes\": {\"b\": {\"c\": 1}}} | attributes.b | attributes.b must be a string",
        "[\"text\"] | ~~ | expected a JSON object with a text, found an array",
        "\"text\" | ~~ | expected a JSON object with a text, found the string \"text\"",
        "~~ | ~~ | the line is empty",
        "{\"text\": \"a\"} {\"text\": \"b\"} | ~~ | the line continues after the JSON object",
        "{\"text\": \"a\"}} | ~~ | not JSON",
        "{'text': 'a'} | ~~ | not JSON",
        "{\"text\": NaN} | text | not JSON",
      })
  void namesTheInvalidFieldAndTheRemedy(String line, String field, String message) {
    // When
    var invalid = invalid(line.getBytes(UTF_8));

    // Then
    assertThat(invalid.reason()).isEqualTo("invalid-document");
    assertThat(invalid.field()).isEqualTo(field);
    assertThat(invalid.message()).contains(message).hasLineCount(1).hasSizeLessThan(400);
  }

  @Test
  void rejectsATextAboveTheLimitOnly() {
    // Given
    var atLimit = "é".repeat(500);

    // When
    var taken = valid("{\"text\": \"" + atLimit + "\"}");
    var refused = invalid(("{\"text\": \"" + atLimit + "a\"}").getBytes(UTF_8));

    // Then
    assertThat(taken.getText()).isEqualTo(atLimit);
    assertThat(refused)
        .isEqualTo(
            new Parsed.Invalid(
                "too-large",
                "text",
                "text has 1001 bytes of UTF-8, the limit is 1000: shorten or split it"));
  }

  @Test
  void rejectsATextOfFiveMegabytes() {
    // Given
    var line = "{\"text\": \"" + "a".repeat(5_000_000) + "\"}";

    // When
    var invalid = (Parsed.Invalid) new DocumentJson().parse(line.getBytes(UTF_8));

    // Then
    assertThat(invalid.reason()).isEqualTo("too-large");
    assertThat(invalid.field()).isEqualTo("text");
  }

  @ParameterizedTest
  @CsvSource({"id", "source", "author", "language"})
  void rejectsANameLongerThanOneKibibyte(String field) {
    // Given
    var line = "{\"text\": \"a\", \"" + field + "\": \"" + "x".repeat(1025) + "\"}";

    // When
    var invalid = invalid(line.getBytes(UTF_8));

    // Then
    assertThat(invalid.reason()).isEqualTo("too-large");
    assertThat(invalid.field()).isEqualTo(field);
  }

  @Test
  void rejectsAttributesThatDoNotFitALaterTopic() {
    // Given
    var line = "{\"text\": \"a\", \"attributes\": {\"b\": \"" + "x".repeat(256 * 1024) + "\"}}";

    // When
    var invalid = invalid(line.getBytes(UTF_8));

    // Then
    assertThat(invalid.reason()).isEqualTo("too-large");
    assertThat(invalid.field()).isEqualTo("attributes");
  }

  @Test
  void derivesAMissingIdFromTheEntry() {
    // Given
    var entry = new EntryId("lexstream.inbox", 1, 9);

    // When
    var derived =
        ((Parsed.Valid) json.parse("{\"text\": \"a\"}".getBytes(UTF_8))).identifiedBy(entry);
    var given =
        ((Parsed.Valid) json.parse("{\"text\": \"a\", \"id\": \"b\"}".getBytes(UTF_8)))
            .identifiedBy(entry);

    // Then
    assertThat(derived.getId()).isEqualTo("lexstream.inbox-1-9");
    assertThat(given.getId()).isEqualTo("b");
  }

  @Test
  void acceptsAWholeNumberAsId() {
    // When / Then
    assertThat(valid("{\"text\": \"a\", \"id\": 9007199254740993}").getId())
        .isEqualTo("9007199254740993");
  }

  @Test
  void replacesLoneSurrogatesAndKeepsPairs() {
    // When
    var document =
        valid(
            "{\"text\": \"a\\ud800b\\udc00\\ud83d\\ude80\", \"attributes\": {\"\\udfff\": \"\\udbff\"}}");

    // Then
    assertThat(document.getText()).isEqualTo("a\uFFFDb\uFFFD\uD83D\uDE80");
    assertThat(document.getAttributes()).containsEntry("\uFFFD", "\uFFFD");
  }

  @Test
  void keepsControlCharactersAndMarksInText() {
    // Given
    var combining = "e" + "\u0301".repeat(400);

    // When
    var document = valid("{\"text\": \"\\u0000\\u0007\\u202e" + combining + "\"}");

    // Then
    assertThat(document.getText()).isEqualTo("\u0000\u0007\u202e" + combining);
  }

  @Test
  void acceptsATextOfNul() {
    // When / Then
    assertThat(valid("{\"text\": \"\\u0000\"}").getText()).isEqualTo("\u0000");
  }

  @Test
  void namesTheByteAndTheFieldOfInvalidUtf8() {
    // Given
    var line = "{\"id\": \"a\", \"text\": \"caf\u00e9\", \"author\": \"b\"}".getBytes(ISO_8859_1);

    // When
    var invalid = invalid(line);

    // Then
    assertThat(invalid.field()).isEqualTo("text");
    assertThat(invalid.message())
        .isEqualTo("text: byte 24 (0xE9) is not UTF-8: send the line encoded as UTF-8");
  }

  @Test
  void namesTheByteOfInvalidUtf8AfterAByteOrderMark() {
    // Given
    var line = new ByteArrayOutputStream();
    line.writeBytes("\uFEFF".getBytes(UTF_8));
    line.writeBytes(
        "{\"id\": \"a\", \"text\": \"caf\u00e9\", \"author\": \"b\"}".getBytes(ISO_8859_1));

    // When
    var invalid = invalid(line.toByteArray());

    // Then
    assertThat(invalid.field()).isEqualTo("text");
    assertThat(invalid.message()).contains("byte 27 (0xE9)");
  }

  @Test
  void readsCollidingFieldNamesQuickly() {
    // Given: "Ab" and "BA" have one hash in Jackson's table of names, so all 512 do
    var names = List.of("");
    for (int i = 0; i < 9; i++) {
      names = names.stream().flatMap(name -> Stream.of(name + "Ab", name + "BA")).toList();
    }
    var attributes = names.stream().map(name -> '"' + name + "\": 1").collect(joining(","));

    // When
    var document = valid("{\"text\": \"a\", \"attributes\": {" + attributes + "}}");

    // Then
    assertThat(document.getAttributes()).hasSize(512);
  }

  @ParameterizedTest
  @CsvSource({"C0AF", "EDA080", "F4908080", "80", "FF", "E282", "F09F98"})
  void rejectsMalformedSequences(String hexadecimal) {
    // Given
    var line = new ByteArrayOutputStream();
    line.writeBytes("{\"text\": \"a".getBytes(UTF_8));
    line.writeBytes(HexFormat.of().parseHex(hexadecimal));
    line.writeBytes("\"}".getBytes(UTF_8));

    // When
    var invalid = invalid(line.toByteArray());

    // Then
    assertThat(invalid.field()).isEqualTo("text");
    assertThat(invalid.message()).contains("byte 11 ");
  }

  @Test
  void findsAnInvalidByteInALongLine() {
    // Given
    var line = ("{\"author\": \"x\", \"text\": \"" + "ä".repeat(50_000) + "~\"}").getBytes(UTF_8);
    int at = line.length - 3;
    line[at] = (byte) 0xFF;

    // When
    var invalid = invalid(line);

    // Then
    assertThat(invalid.field()).isEqualTo("text");
    assertThat(invalid.message()).contains("byte " + at + " (0xFF)");
  }

  @Test
  void rejectsOtherEncodings() {
    // When
    var invalid = invalid("{\"text\": \"a\"}".getBytes(UTF_16LE));

    // Then
    assertThat(invalid.reason()).isEqualTo("invalid-document");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void rejectsDeepNesting(String level) {
    // Given
    var line = "{\"text\": \"a\", \"b\": " + level.repeat(200_000);

    // When
    var invalid = invalid(line.getBytes(UTF_8));

    // Then
    assertThat(invalid.field()).isEqualTo("b");
    assertThat(invalid.message()).contains("nesting depth");
  }

  @Test
  void writesAPrintableMessageOfOneLine() {
    // Given
    var line = "{\"text\": {}, \"\\u001b[31m\\n\\u202e\": 1, \"attributes\": {\"\\n\\u001b\": []}}";

    // When
    var attributes = invalid(line.replace("{}", "\"a\"").getBytes(UTF_8));

    // Then
    assertThat(attributes.field()).isEqualTo("attributes.\\u000a\\u001b");
    assertThat(attributes.message()).doesNotContain("\n", "\u001b");
  }

  private Document valid(String line) {
    return ((Parsed.Valid) json.parse(line.getBytes(UTF_8))).document();
  }

  private Parsed.Invalid invalid(byte[] line) {
    return (Parsed.Invalid) json.parse(line);
  }
}
