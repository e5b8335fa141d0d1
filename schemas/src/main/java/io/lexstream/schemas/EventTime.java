package io.lexstream.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a text was written, in milliseconds.
 *
 * <p>A time in the far future would advance stream time and make all later records late. Therefore
 * such a time, and a time that cannot be parsed, is replaced by the current time. The document
 * keeps an attribute that says why its time is replaced or how it was guessed.
 *
 * @param time null if the document has none
 * @param flag why the time was replaced, or how it was guessed; empty if it was read as written
 */
record EventTime(Instant time, Optional<String> flag) {

  /** The attribute that contains the flag. */
  static final String ATTRIBUTE = "lexstream.event-time";

  static final EventTime ABSENT = new EventTime(null, Optional.empty());

  private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(10);

  private static final int LONGEST_NUMBER = 40;

  /** As in {@code 20260131100000}. As milliseconds since 1970 it would be after the year 2286. */
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /**
   * Reads the value at the parser's position: text as in {@link TimeText}, or a number of
   * milliseconds, seconds, microseconds or nanoseconds since 1970, distinguished by magnitude.
   */
  static EventTime read(JsonParser parser, Instant now) throws IOException {
    var token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return ABSENT;
    }
    parser.skipChildren();
    if (!token.isScalarValue()) {
      return unparsable(now);
    }
    try {
      return notAhead(parse(parser.getText().strip(), token.isNumeric()), now);
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return unparsable(now);
    }
  }

  /** {@code attributes}, with the flag if there is one. */
  Map<String, String> flagged(Map<String, String> attributes) {
    if (flag.isEmpty()) {
      return attributes;
    }
    var flagged = new LinkedHashMap<>(attributes);
    flagged.put(ATTRIBUTE, flag.get());
    return flagged;
  }

  private static EventTime unparsable(Instant now) {
    return new EventTime(now, Optional.of("unparsable"));
  }

  private static EventTime notAhead(EventTime read, Instant now) {
    return read.time.isAfter(now.plus(TOLERATED_AHEAD))
        ? new EventTime(now, Optional.of("future"))
        : read;
  }

  private static EventTime parse(String text, boolean number) {
    if (text.matches("\\d{8}") && isBasicDate(text)) {
      return of(TimeText.parse(text), number ? Optional.of("guessed-date") : Optional.empty());
    }
    if (text.matches("[12]\\d{13}")) {
      return of(
          LocalDateTime.parse(text, DIGITS).toInstant(ZoneOffset.UTC), Optional.of("guessed-date"));
    }
    return number || text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
        ? sinceEpoch(text)
        : of(TimeText.parse(text), Optional.empty());
  }

  private static boolean isBasicDate(String text) {
    try {
      DateTimeFormatter.BASIC_ISO_DATE.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * A number of milliseconds from 1973 to 5138, or its negative, is taken as milliseconds. A
   * smaller number is taken as seconds, a larger one as microseconds or nanoseconds of the same
   * years.
   */
  private static EventTime sinceEpoch(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new ArithmeticException("more than 40 characters");
    }
    var number = new BigDecimal(text);
    if (number.scale() > LONGEST_NUMBER) {
      throw new ArithmeticException("more than 40 decimals"); // rounding would be slow
    }
    var magnitude = number.abs();
    if (magnitude.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new ArithmeticException("out of range");
    }
    if (magnitude.compareTo(BigDecimal.valueOf(1, -11)) < 0) {
      return of(number.movePointRight(3), "guessed-seconds");
    }
    if (magnitude.compareTo(BigDecimal.valueOf(1, -14)) < 0) {
      return new EventTime(milliseconds(number), Optional.empty());
    }
    return magnitude.compareTo(BigDecimal.valueOf(1, -17)) < 0
        ? of(number.movePointLeft(3), "guessed-microseconds")
        : of(number.movePointLeft(6), "guessed-nanoseconds");
  }

  private static EventTime of(BigDecimal milliseconds, String guessed) {
    return new EventTime(milliseconds(milliseconds), Optional.of(guessed));
  }

  private static Instant milliseconds(BigDecimal number) {
    return Instant.ofEpochMilli(number.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private static EventTime of(Instant time, Optional<String> flag) {
    return new EventTime(Instant.ofEpochMilli(time.toEpochMilli()), flag);
  }
}
