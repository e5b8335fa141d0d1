package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.avro.Document;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  private final DocumentJson json =
      new DocumentJson(DocumentJson.LARGEST_TEXT, InstantSource.fixed(Samples.NOW));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"2026-01-31T10:00:00Z\", 2026-01-31T10:00:00Z",
        "\"2026-01-31T10:00:00.123456789Z\", 2026-01-31T10:00:00.123Z",
        "\"2026-01-31T10:00:00+01:00\", 2026-01-31T09:00:00Z",
        "\"2026-01-31T10:00:00+01:00[Europe/Berlin]\", 2026-01-31T09:00:00Z",
        "\"2026-01-31T10:00\", 2026-01-31T10:00:00Z",
        "\"2026-01-30\", 2026-01-30T00:00:00Z",
        "\" 2026-01-31T10:00:00Z \", 2026-01-31T10:00:00Z",
        "1769853600000, 2026-01-31T10:00:00Z",
        "\"1769853600000\", 2026-01-31T10:00:00Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "\"1950-06-01T00:00:00Z\", 1950-06-01T00:00:00Z",
        "\"2026-01-31T12:10:00Z\", 2026-01-31T12:10:00Z",
      })
  void timesAreReadAsPeopleAndProgramsWriteThem(String given, Instant expected) {
    // When
    var document = withTime(given);

    // Then
    assertThat(document.getEventTime()).isEqualTo(expected);
    assertThat(document.getAttributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-01-31T12:10:00.001Z\"",
        "\"9999-12-31T00:00:00Z\"",
        "\"+999999999-12-31T00:00:00Z\"",
        "9223372036854775807",
        "1e300",
      })
  void aTimeFarAheadBecomesThePresentAndIsFlagged(String given) {
    // When
    var document = withTime(given);

    // Then
    assertThat(document.getEventTime()).isEqualTo(Samples.NOW);
    assertThat(document.getAttributes().get("lexstream.event-time")).isIn("future", "unparsable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"\"",
        "\"31/01/2026\"",
        "\"2026-02-30\"",
        "true",
        "{\"a\": [1]}",
        "[1]",
        "\"2026-01-31T25:00:00Z\"",
        "99999999999999999999",
        "\"-999999999-01-01T00:00:00Z\""
      })
  void aTimeThatCannotBeReadBecomesThePresentAndIsFlagged(String given) {
    // When
    var document = withTime(given);

    // Then
    assertThat(document.getEventTime()).isEqualTo(Samples.NOW);
    assertThat(document.getAttributes()).containsEntry("lexstream.event-time", "unparsable");
  }

  @Test
  void aMissingTimeStaysMissing() {
    // When / Then
    assertThat(withTime("null").getEventTime()).isNull();
  }

  @Test
  void theCallersPresentCounts() {
    // Given
    var brokerTime = Samples.NOW.plus(Duration.ofDays(1));
    var line = "{\"text\": \"a\", \"eventTime\": \"2026-02-01T12:05:00Z\"}";

    // When
    var document = ((Parsed.Valid) json.parse(line.getBytes(UTF_8), brokerTime)).document();

    // Then
    assertThat(document.getEventTime()).isEqualTo("2026-02-01T12:05:00Z");
  }

  private Document withTime(String value) {
    var line = "{\"text\": \"a\", \"eventTime\": " + value + "}";
    return ((Parsed.Valid) json.parse(line.getBytes(UTF_8))).document();
  }
}
