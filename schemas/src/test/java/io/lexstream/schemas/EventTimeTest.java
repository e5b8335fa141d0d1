package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.avro.Document;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> FORMS =
      List.of(
          "uuuu-MM-dd'T'HH:mm:ss.SSSXXX",
          "uuuu-MM-dd'T'HH:mm:ss.SSSxx",
          "uuuu-MM-dd'T'HH:mm:ss,SSSxxx",
          "uuuu-MM-dd HH:mm:ss.SSS xx",
          "uuuu-DDD't'HH:mm:ss.SSSXXX",
          "uuuuMMdd'T'HHmmss.SSSXX",
          "uuuuMMdd HHmmss,SSS xx");

  private final DocumentJson json =
      new DocumentJson(DocumentJson.LARGEST_TEXT, InstantSource.fixed(Samples.NOW));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"2026-01-31T10:00:00Z\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31T10:00:00.123456789Z\" | 2026-01-31T10:00:00.123Z",
        "\"2026-01-31T10:00:00+01:00\" | 2026-01-31T09:00:00Z",
        "\"2026-01-31T10:00:00+01:00[Europe/Berlin]\" | 2026-01-31T09:00:00Z",
        "\"2026-01-31T10:00\" | 2026-01-31T10:00:00Z",
        "\"2026-01-30\" | 2026-01-30T00:00:00Z",
        "\" 2026-01-31T10:00:00Z \" | 2026-01-31T10:00:00Z",
        "1769853600000 | 2026-01-31T10:00:00Z",
        "\"1769853600000\" | 2026-01-31T10:00:00Z",
        "1769853600000.7 | 2026-01-31T10:00:00Z",
        "\"1950-06-01T00:00:00Z\" | 1950-06-01T00:00:00Z",
        "\"2026-01-31T12:10:00Z\" | 2026-01-31T12:10:00Z",
        "\"2026-01-31T10:00:00+0000\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31T10:00:00+00\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31T10:00:00-00:00\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31T15:30:00+0530\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31T05:00:00-05\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31T05:00:00\u221205:00\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31t10:00:00z\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31 10:00:00\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31 10:00:00Z\" | 2026-01-31T10:00:00Z",
        "\"2026-01-31 10:00:00 +0100\" | 2026-01-31T09:00:00Z",
        "\"2026-01-31 10:00:00.5 UTC\" | 2026-01-31T10:00:00.500Z",
        "\"2026-01-31T10:00:00,25Z\" | 2026-01-31T10:00:00.250Z",
        "\"2026-01-31T10:00:00.123456789123Z\" | 2026-01-31T10:00:00.123Z",
        "\"2026-01-31T10:00,5Z\" | 2026-01-31T10:00:30Z",
        "\"2026-01-31T10Z\" | 2026-01-31T10:00:00Z",
        "\"20260131T100000Z\" | 2026-01-31T10:00:00Z",
        "\"20260131T100000.75+0100\" | 2026-01-31T09:00:00.750Z",
        "\"20260131T1000\" | 2026-01-31T10:00:00Z",
        "\"20260131\" | 2026-01-31T00:00:00Z",
        "\"2026-W05-6\" | 2026-01-31T00:00:00Z",
        "\"2026W056T100000Z\" | 2026-01-31T10:00:00Z",
        "\"2026-W05\" | 2026-01-26T00:00:00Z",
        "\"2026-031\" | 2026-01-31T00:00:00Z",
        "\"2026-031T10:00:00Z\" | 2026-01-31T10:00:00Z",
        "\"2026-01-30T24:00:00Z\" | 2026-01-31T00:00:00Z",
        "\"2016-12-31T23:59:60Z\" | 2017-01-01T00:00:00Z",
        "\"2017-01-01T05:29:60.5+05:30\" | 2017-01-01T00:00:00.500Z",
        "\"2026-01-31T11:00:00[Europe/Berlin]\" | 2026-01-31T10:00:00Z",
        "\"Sat, 31 Jan 2026 10:00:00 GMT\" | 2026-01-31T10:00:00Z",
        "\"Sat, 31 Jan 2026 11:00:00 +0100\" | 2026-01-31T10:00:00Z",
        "\"31 Jan 2026 10:00:00 GMT\" | 2026-01-31T10:00:00Z",
        "\"Thu, 1 Jan 2026 10:00:00 GMT\" | 2026-01-01T10:00:00Z",
        "\"31/Jan/2026:10:00:00 +0000\" | 2026-01-31T10:00:00Z",
        "\"Sat Jan 31 10:00:00 +0000 2026\" | 2026-01-31T10:00:00Z",
        "\"Thu Jan  1 10:00:00 2026\" | 2026-01-01T10:00:00Z",
      })
  void readsTheFormsThatProgramsWrite(String written, Instant expected) {
    // When
    var document = withTime(written);

    // Then
    assertThat(document.getEventTime()).isEqualTo(expected);
    assertThat(document.getAttributes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1769853600 | 2026-01-31T10:00:00Z | guessed-seconds",
        "\"1769853600\" | 2026-01-31T10:00:00Z | guessed-seconds",
        "1769853600.5 | 2026-01-31T10:00:00.500Z | guessed-seconds",
        "\"1769853600.123456\" | 2026-01-31T10:00:00.123Z | guessed-seconds",
        "1.7698536E9 | 2026-01-31T10:00:00Z | guessed-seconds",
        "1.7698536e9 | 2026-01-31T10:00:00Z | guessed-seconds",
        "\"1.7698536e9\" | 2026-01-31T10:00:00Z | guessed-seconds",
        "\"1.7698536e+09\" | 2026-01-31T10:00:00Z | guessed-seconds",
        "0 | 1970-01-01T00:00:00Z | guessed-seconds",
        "-1 | 1969-12-31T23:59:59Z | guessed-seconds",
        "-0.0001 | 1969-12-31T23:59:59.999Z | guessed-seconds",
        "1769853600000001 | 2026-01-31T10:00:00Z | guessed-microseconds",
        "\"1769853600250000\" | 2026-01-31T10:00:00.250Z | guessed-microseconds",
        "1769853600000000001 | 2026-01-31T10:00:00Z | guessed-nanoseconds",
        "\"1769853600999999999\" | 2026-01-31T10:00:00.999Z | guessed-nanoseconds",
        "20260131 | 2026-01-31T00:00:00Z | guessed-date",
        "\"20260131100000\" | 2026-01-31T10:00:00Z | guessed-date",
        "20260131100000 | 2026-01-31T10:00:00Z | guessed-date",
      })
  void flagsAGuess(String written, Instant expected, String flag) {
    // When
    var document = withTime(written);

    // Then
    assertThat(document.getEventTime()).isEqualTo(expected);
    assertThat(document.getAttributes()).containsEntry("lexstream.event-time", flag);
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
  void replacesATimeFarAheadByThePresent(String written) {
    // When
    var document = withTime(written);

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
        "\"2026-13-01T00:00:00Z\"",
        "\"2026-366\"",
        "\"2026-W54-1\"",
        "\"2026-01-31T10:60:00Z\"",
        "\"2026-01-31T10:00:60Z\"",
        "\"2026-01-31T23:59:61Z\"",
        "\"2026-01-31T10:00:00Z[\"",
        "\"now\"",
        "\"2026-01-31T24:00:01Z\"",
        "\"2026-01-31T10:00:00+19:00\"",
        "\"2026-01-31T10:00:00 Mars/Olympus\"",
        "\"2026-01-31T10:00:00[Mars/Olympus]\"",
        "\"Mon, 31 Jan 2026 10:00:00 GMT\"",
        "\"10:00:00\"",
        "\"01.02.2026\"",
        "\"NaN\"",
        "\"1e5000\"",
        "1e-999999999",
        "\"1769853600,5,1\"",
        "{\"a\": [1]}",
        "[1]",
        "\"2026-01-31T25:00:00Z\"",
        "99999999999999999999",
        "\"-999999999-01-01T00:00:00Z\"",
        "\"\u0661\u0667\u0666\u0669\"",
      })
  void replacesAnUnreadableTimeByThePresent(String written) {
    // When
    var document = withTime(written);

    // Then
    assertThat(document.getEventTime()).isEqualTo(Samples.NOW);
    assertThat(document.getAttributes()).containsEntry("lexstream.event-time", "unparsable");
  }

  @Test
  void leavesAMissingTimeMissing() {
    // When / Then
    assertThat(withTime("null").getEventTime()).isNull();
  }

  @Test
  void comparesWithThePresentOfTheCaller() {
    // Given
    var brokerTime = Samples.NOW.plus(Duration.ofDays(1));
    var line = "{\"text\": \"a\", \"eventTime\": \"2026-02-01T12:05:00Z\"}";

    // When
    var document = ((Parsed.Valid) json.parse(line.getBytes(UTF_8), brokerTime)).document();

    // Then
    assertThat(document.getEventTime()).isEqualTo("2026-02-01T12:05:00Z");
  }

  @Property
  void readsBackEveryTimeInEveryForm(
      @ForAll @LongRange(min = -2_000_000_000_000L, max = 1_769_853_600_000L) long millis,
      @ForAll @IntRange(min = -1079, max = 1079) int offsetMinutes) {
    // Given
    var instant = Instant.ofEpochMilli(millis);
    var time = instant.atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

    // When / Then
    for (var form : FORMS) {
      var written = DateTimeFormatter.ofPattern(form, Locale.ENGLISH).format(time);
      var document = withTime('"' + written + '"');
      assertThat(document.getEventTime()).as(written).isEqualTo(instant);
      assertThat(document.getAttributes()).as(written).isEmpty();
    }
  }

  @Property
  void readsBackEveryNumberSinceTheEpoch(
      @ForAll @LongRange(min = 100_000_000_000L, max = 1_769_853_600_000L) long millis) {
    // Given
    var instant = Instant.ofEpochMilli(millis);

    // When / Then
    assertThat(withTime(Long.toString(millis)).getEventTime()).isEqualTo(instant);
    assertThat(withTime(millis + "000").getEventTime()).isEqualTo(instant);
    assertThat(withTime(millis + "000000").getEventTime()).isEqualTo(instant);
    assertThat(withTime(BigDecimal.valueOf(millis, 3).toPlainString()).getEventTime())
        .isEqualTo(instant);
  }

  @Property
  void readsAnyTextWithoutAnException(@ForAll String text) {
    // When
    var document = withTime(JSON.valueToTree(text).toString());

    // Then
    assertThat(document.getEventTime()).isNotNull();
  }

  private Document withTime(String value) {
    var line = "{\"text\": \"a\", \"eventTime\": " + value + "}";
    return ((Parsed.Valid) json.parse(line.getBytes(UTF_8))).document();
  }
}
