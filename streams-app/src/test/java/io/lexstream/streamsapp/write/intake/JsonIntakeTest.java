package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonIntakeTest {

  private static final String JSON = "{\"body\": \"Hello\", \"no\": \"a\"}";

  private final IntakeDriver intake =
      new IntakeDriver(Format.JSON, Map.of("text", "/body", "id", "/no", "attributes", "/fields"));

  @AfterEach
  void close() {
    intake.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "12345678901234567.89",
        "1E400",
        "1e-7",
        "-0",
        "-0.0",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890"
      })
  void keepsTheTextOfNumbers(String number) {
    // When
    intake.send("{\"body\": \"Hello\", \"fields\": {\"n\": " + number + "}}");

    // Then
    assertThat(intake.document().getAttributes()).containsEntry("n", number);
  }

  @Test
  void keepsTheDigitsOfANumericId() {
    // When
    intake.send("{\"body\": \"Hello\", \"no\": 12345678901234567890123}");

    // Then
    assertThat(intake.document().getId()).isEqualTo("12345678901234567890123");
  }

  @Test
  void usesTheLastOfRepeatedNames() {
    // When
    intake.send("{\"body\": \"first\", \"body\": \"last\"}");

    // Then
    assertThat(intake.document().getText()).isEqualTo("last");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0AF", "EDA080", "EDA0BDEDB880", "F4908080", "80", "E9", "C3"})
  void rejectsInvalidUtf8AsTheInboxDoes(String hex) {
    // Given
    var value = "{\"body\": \"a" + new String(HexFormat.of().parseHex(hex), ISO_8859_1) + "\"}";

    // When
    intake.send(value.getBytes(ISO_8859_1));
    intake.sendToInbox(value.replace("body", "text").getBytes(ISO_8859_1));

    // Then
    assertThat(intake.rejections())
        .hasSize(2)
        .allSatisfy(
            rejection ->
                assertThat(rejection).startsWith("invalid-document: ").contains("is not UTF-8"));
  }

  @Test
  void skipsAByteOrderMarkOfUtf8() {
    // When
    intake.send("\uFEFF" + JSON);

    // Then
    assertThat(intake.document().getText()).isEqualTo("Hello");
  }

  static Stream<Arguments> otherEncodings() {
    return Stream.of(
        Arguments.of("UTF-16BE (byte-order mark)", UTF_16),
        Arguments.of("UTF-16LE", UTF_16LE),
        Arguments.of("UTF-16BE", UTF_16BE),
        Arguments.of("UTF-32LE (byte-order mark)", Charset.forName("X-UTF-32LE-BOM")),
        Arguments.of("UTF-32BE (byte-order mark)", Charset.forName("X-UTF-32BE-BOM")));
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void rejectsOtherUnicodeEncodingsByName(String name, Charset charset) {
    // When
    intake.send(JSON.getBytes(charset));

    // Then
    assertThat(intake.rejection())
        .startsWith("invalid-document: ")
        .contains("encoded as " + name + ": send UTF-8");
  }

  @Test
  void readsJsonSchemaRecordsOfTheTopicAndTheInbox() {
    // When
    intake.send(IntakeDriver.join(IntakeDriver.header(7), JSON.getBytes(UTF_8)));
    var mapped = intake.document();
    intake.sendToInbox(
        IntakeDriver.join(IntakeDriver.header(7), "{\"text\": \"Inbox\"}".getBytes(UTF_8)));

    // Then
    assertThat(mapped.getText()).isEqualTo("Hello");
    assertThat(intake.document().getText()).isEqualTo("Inbox");
  }

  static Stream<Arguments> binaryFormats() {
    return Stream.of(
        Arguments.of(
            "Confluent's wire format, schema id 9 (unknown to the registry)",
            "000000000900060a48656c6c6f"),
        Arguments.of("the AWS Glue schema registry", "0305" + "ab".repeat(16) + "010203"),
        Arguments.of("Confluent's wire format with a schema GUID", "01" + "ab".repeat(16) + "0102"),
        Arguments.of("compressed with gzip", "1f8b0800000000000003"),
        Arguments.of("compressed with zstd", "28b52ffd0458"),
        Arguments.of("compressed with lz4", "04224d18644070"),
        Arguments.of("a serialized Java object", "aced000574"),
        Arguments.of("Avro in single-object encoding", "c301ab0102030405060708"),
        Arguments.of("CBOR", "d9d9f7a1"));
  }

  @ParameterizedTest
  @MethodSource("binaryFormats")
  void rejectsBinaryFormatsByName(String name, String hex) {
    // When
    intake.send(HexFormat.of().parseHex(hex));

    // Then
    assertThat(intake.rejection()).startsWith("invalid-document: the value is ").contains(name);
  }

  @Test
  void rejectsAvroInAJsonTopicWithTheRightFormat() throws Exception {
    // When
    intake.send(intake.avro("\"string\"", "Hello"));

    // Then
    assertThat(intake.rejection()).contains("schema id 1 (Avro)", "format to avro");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nothing", "{\"body\": \"Hello\"", "{} {}", "{\"body\": NaN}", "\u0000\u0000"})
  void rejectsWhatIsNotJson(String value) {
    // When
    intake.send(value);

    // Then
    assertThat(intake.rejection())
        .startsWith("invalid-document: the value is not JSON: ")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\tb", "a\\nb", "\\u0000", "..", "\\u007f"})
  void rejectsIdsThatHttpCannotReach(String id) {
    // When
    intake.send("{\"body\": \"Hello\", \"no\": \"" + id + "\"}");

    // Then
    assertThat(intake.rejection()).startsWith("invalid-document: id ").endsWith("(taken from /no)");
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("\"string\"", "order-7", "order-7"),
        Arguments.of("\"long\"", 7L, "7"),
        Arguments.of("{\"type\":\"string\",\"logicalType\":\"uuid\"}", "a-b", "a-b"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void readsAvroKeysAsIds(String schema, Object key, String id) throws Exception {
    // Given
    try (var keyed = new IntakeDriver(Format.JSON, Map.of("text", "/body", "id", "$key"))) {
      // When
      keyed.sendKeyed(keyed.avro(schema, key), JSON.getBytes(UTF_8));

      // Then
      assertThat(keyed.document().getId()).isEqualTo(id);
    }
  }

  @Test
  void readsTextKeysAsIds() {
    // Given
    try (var keyed = new IntakeDriver(Format.JSON, Map.of("text", "/body", "id", "$key"))) {
      // When
      keyed.sendKeyed("schlüssel".getBytes(UTF_8), JSON.getBytes(UTF_8));

      // Then
      assertThat(keyed.document().getId()).isEqualTo("schlüssel");
    }
  }

  @Test
  void givesARecordWhoseKeyIsNotTextTheIdOfItsEntry() {
    // Given
    try (var keyed = new IntakeDriver(Format.JSON, Map.of("text", "/body", "id", "$key"))) {
      // When
      keyed.sendKeyed(new byte[] {(byte) 0xFF, 1}, JSON.getBytes(UTF_8));

      // Then
      assertThat(keyed.document().getId()).isEqualTo("foreign-0-0");
    }
  }
}
