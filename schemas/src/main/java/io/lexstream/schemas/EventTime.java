package io.lexstream.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a text was written. A time that cannot be read, or lies far ahead, would make a stream's
 * clock jump and everything after it late: it becomes the present, and the document is flagged, not
 * lost.
 *
 * @param time null when the document names none
 * @param problem what was wrong with the time given; empty when nothing was
 */
record EventTime(Instant time, Optional<String> problem) {

  /** The attribute that flags a document whose time was replaced. */
  static final String ATTRIBUTE = "lexstream.event-time";

  static final EventTime ABSENT = new EventTime(null, Optional.empty());

  private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(10);

  /**
   * ISO-8601 with or without zone (then UTC), a date (then midnight UTC), or ms since the epoch.
   */
  static EventTime read(JsonParser parser, Instant now) throws IOException {
    var token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return ABSENT;
    }
    parser.skipChildren();
    if (!token.isScalarValue()) {
      return new EventTime(now, Optional.of("unparsable"));
    }
    try {
      return clamped(instant(parser.getText().strip()), now);
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return new EventTime(now, Optional.of("unparsable"));
    }
  }

  /** {@code attributes} with the flag, where there is something to flag. */
  Map<String, String> flag(Map<String, String> attributes) {
    if (problem.isEmpty()) {
      return attributes;
    }
    var flagged = new LinkedHashMap<>(attributes);
    flagged.put(ATTRIBUTE, problem.get());
    return flagged;
  }

  private static EventTime clamped(Instant time, Instant now) {
    return time.isAfter(now.plus(TOLERATED_AHEAD))
        ? new EventTime(now, Optional.of("future"))
        : new EventTime(time, Optional.empty());
  }

  private static Instant instant(String text) {
    if (text.matches("-?\\d{1,19}")) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    var parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            text.length() == "2026-01-31".length() ? text + "T00:00Z" : text,
            OffsetDateTime::from,
            LocalDateTime::from,
            LocalDate::from);
    var time =
        parsed instanceof OffsetDateTime zoned
            ? zoned.toInstant()
            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
