package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsIntakeTest {

  private final IntakeDriver intake = new IntakeDriver(Format.CLOUDEVENTS, Map.of());

  @AfterEach
  void close() {
    intake.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "0.3"})
  void readsStructuredEventsOfTheSupportedVersions(String version) {
    // When
    intake.send(event(version, "\"data\": {\"text\": \"Hello\"}"));

    // Then
    assertThat(intake.document().getText()).isEqualTo("Hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "0.2", "1.1", "2.0", "1", ""})
  void rejectsOtherVersionsByNameInBothModes(String version) {
    // When
    intake.send(event(version, "\"data\": {\"text\": \"Hello\"}"));
    intake.send("Hello", "ce_specversion", version, "ce_id", "a", "content-type", "text/plain");

    // Then
    assertThat(intake.rejections())
        .hasSize(2)
        .allSatisfy(
            rejection ->
                assertThat(rejection)
                    .startsWith(
                        "invalid-document: specversion: CloudEvents version '" + version + "'")
                    .endsWith("send 1.0 or 0.3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"data\": \"Hello\"",
        "\"data\": {\"text\": \"Hello\"}",
        "\"data_base64\": \"eyJ0ZXh0IjogIkhlbGxvIn0=\"",
        "\"data_base64\": \"SGVsbG8=\", \"datacontenttype\": \"text/plain\"",
        "\"data_base64\": \"IkhlbGxvIg==\", \"datacontenttype\": \"application/json\"",
        "\"data\": \"Hello\", \"datacontenttype\": \"text/markdown; charset=utf-8\"",
        "\"data_base64\": \"AEgAZQBsAGwAbw==\", \"datacontenttype\": \"text/plain; charset=UTF-16BE\"",
        "\"data\": \"SGVsbG8=\", \"datacontentencoding\": \"Base64\", \"datacontenttype\": \"text/plain\"",
      })
  void readsTheDataOfAStructuredEvent(String data) {
    // When
    intake.send(event("1.0", data), "content-type", "application/cloudevents+json; charset=UTF-8");

    // Then
    assertThat(intake.document().getText()).isEqualTo("Hello");
  }

  static Stream<Arguments> charsets() {
    return Stream.of(
        Arguments.of("text/plain", UTF_8),
        Arguments.of("text/plain; charset=ISO-8859-1", ISO_8859_1),
        Arguments.of("text/plain;charset=\"windows-1252\"", Charset.forName("windows-1252")),
        Arguments.of("TEXT/PLAIN; CHARSET=utf-16", UTF_16),
        Arguments.of("text/html; level=1; charset=ISO-8859-15", Charset.forName("ISO-8859-15")));
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void readsBinaryEventsInTheCharsetOfTheirContentType(String contentType, Charset charset) {
    // When
    intake.send(
        "Grüße".getBytes(charset),
        "ce_specversion",
        "1.0",
        "ce_id",
        "a",
        "content-type",
        contentType);

    // Then
    assertThat(intake.document().getText()).isEqualTo("Grüße");
  }

  @Test
  void readsBinaryJsonInItsCharset() {
    // When
    intake.send(
        "{\"text\": \"Grüße\"}".getBytes(ISO_8859_1),
        "ce_specversion",
        "1.0",
        "ce_id",
        "a",
        "Content-Type",
        "application/vnd.shop+json; charset=latin1");

    // Then
    assertThat(intake.document().getText()).isEqualTo("Grüße");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; charset=klingon      | charset 'klingon' is not supported",
        "text/plain; charset=US-ASCII     | is not US-ASCII",
        "application/xml                  | application/xml is not supported",
        "application/avro                 | application/avro is not supported",
        "application/octet-stream         | application/octet-stream is not supported",
      })
  void rejectsOtherContentByName(String contentType, String message) {
    // When
    intake.send("Grüße", "ce_specversion", "1.0", "ce_id", "a", "content-type", contentType);

    // Then
    assertThat(intake.rejection()).startsWith("invalid-document: ").contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+avro",
        "application/cloudevents+protobuf",
        "application/cloudevents-batch+json"
      })
  void rejectsOtherEventFormatsByName(String contentType) {
    // When
    intake.send("anything", "content-type", contentType);

    // Then
    assertThat(intake.rejection()).contains("event format " + contentType + " is not supported");
  }

  @Test
  void doesNotTakeAByteOrderMarkForText() {
    // When
    intake.send("\uFEFFHello", "ce_specversion", "1.0", "ce_id", "a", "content-type", "text/plain");
    var binary = intake.document();
    var data = Base64.getEncoder().encodeToString("\uFEFFHello".getBytes(UTF_8));
    intake.send(
        event("1.0", "\"data_base64\": \"" + data + "\", \"datacontenttype\": \"text/plain\""));

    // Then
    assertThat(binary.getText()).isEqualTo("Hello");
    assertThat(intake.document().getText()).isEqualTo("Hello");
  }

  @Test
  void rejectsInvalidBase64() {
    // When
    intake.send(event("1.0", "\"data_base64\": \"%%%\""));

    // Then
    assertThat(intake.rejection()).contains("data_base64: is not base64");
  }

  private static String event(String version, String data) {
    return "{\"specversion\": \"%s\", \"id\": \"a\", \"source\": \"/s\", \"type\": \"t\", %s}"
        .formatted(version, data);
  }
}
