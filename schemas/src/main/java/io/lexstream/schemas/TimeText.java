package io.lexstream.schemas;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses points in time that are written as text: ISO 8601 in its basic and extended forms, dates
 * of mail and HTTP (RFC 1123), of web server logs, and of C's {@code asctime}. A time without a
 * zone is UTC.
 */
final class TimeText {

  private static final int LONGEST = 100;
  private static final int SECONDS_OF_DAY = 86_400;

  private static final Pattern ISO =
      Pattern.compile(
          "(?<date>[+-]?\\d{4,9}-\\d\\d-\\d\\d|\\d{8}|\\d{4}-?W\\d\\d(?:-?\\d)?|\\d{4}-\\d{3}|\\d{7})"
              + "(?:(?:T| +)(?<time>\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?(?:[.,]\\d{1,30})?)"
              + " *(?<zone>Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)?"
              + "(?:\\[(?<region>[^\\]]+)\\])?)?",
          CASE_INSENSITIVE);

  private static final Pattern WEEK = Pattern.compile("(\\d{4})-?[Ww](\\d\\d)(?:-?(\\d))?");
  private static final Pattern ORDINAL = Pattern.compile("(\\d{4})-?(\\d{3})");
  private static final Pattern TIME =
      Pattern.compile("(\\d\\d)(?::?(\\d\\d)(?::?(\\d\\d))?)?(?:[.,](\\d+))?");

  private static final List<DateTimeFormatter> OTHERS =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          english("dd/MMM/yyyy:HH:mm:ss Z"),
          english("EEE MMM d HH:mm:ss Z yyyy"),
          english("EEE MMM d HH:mm:ss yyyy"));

  private TimeText() {}

  /**
   * The point in time that {@code text} names.
   *
   * @throws DateTimeException if the form is unknown or the time does not exist
   */
  static Instant parse(String text) {
    if (text.length() > LONGEST) {
      throw new DateTimeException("too long for a time");
    }
    var line = text.strip().replace('\u2212', '-').replaceAll("\\s+", " ");
    var iso = ISO.matcher(line);
    return iso.matches() ? iso(iso) : other(line);
  }

  private static Instant iso(Matcher matched) {
    var date = date(matched.group("date"));
    if (matched.group("time") == null) {
      return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    var time = TIME.matcher(matched.group("time"));
    if (!time.matches()) {
      throw new DateTimeException("not a time of day: " + matched.group("time"));
    }
    var instant = at(date, time).atZone(zone(matched)).toInstant();
    if ("60".equals(time.group(3)) && instant.getEpochSecond() % SECONDS_OF_DAY != 0) {
      throw new DateTimeException("a leap second is the last second of a day");
    }
    return instant;
  }

  private static ZoneId zone(Matcher matched) {
    var offset = matched.group("zone");
    if (offset != null) {
      return Character.isLetter(offset.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(offset);
    }
    var region = matched.group("region");
    return region == null ? ZoneOffset.UTC : ZoneId.of(region);
  }

  private static LocalDate date(String text) {
    var week = WEEK.matcher(text);
    if (week.matches()) {
      int day = week.group(3) == null ? 1 : Integer.parseInt(week.group(3));
      return LocalDate.parse(
          "%s-W%s-%d".formatted(week.group(1), week.group(2), day),
          DateTimeFormatter.ISO_WEEK_DATE);
    }
    var ordinal = ORDINAL.matcher(text);
    if (ordinal.matches()) {
      return LocalDate.ofYearDay(
          Integer.parseInt(ordinal.group(1)), Integer.parseInt(ordinal.group(2)));
    }
    if (text.matches("\\d{8}")) {
      return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    }
    int day = text.length() - 2;
    return LocalDate.of(
        Integer.parseInt(text.substring(0, day - 4)),
        Integer.parseInt(text.substring(day - 3, day - 1)),
        Integer.parseInt(text.substring(day)));
  }

  /** The date at the time of day; 24:00 is the next midnight, and a leap second the next second. */
  private static LocalDateTime at(LocalDate date, Matcher matched) {
    int hour = number(matched.group(1));
    int minute = number(matched.group(2));
    int second = number(matched.group(3));
    if (hour == 24 && minute == 0 && second == 0 && fraction(matched, 0) == 0) {
      return date.plusDays(1).atStartOfDay();
    }
    boolean leap = second == 60;
    var time = date.atTime(LocalTime.of(hour, minute, leap ? 59 : second));
    return time.plusSeconds(leap ? 1 : 0).plusNanos(fraction(matched, nanosOfLastPart(matched)));
  }

  /** The fraction applies to the smallest part given: hours, minutes or seconds. */
  private static long nanosOfLastPart(Matcher matched) {
    if (matched.group(3) != null) {
      return 1_000_000_000L;
    }
    return matched.group(2) != null ? 60_000_000_000L : 3_600_000_000_000L;
  }

  private static long fraction(Matcher matched, long unit) {
    var digits = matched.group(4);
    if (digits == null) {
      return 0;
    }
    var fraction = new BigDecimal("0." + digits);
    return unit == 0 ? fraction.signum() : fraction.multiply(BigDecimal.valueOf(unit)).longValue();
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static Instant other(String line) {
    for (var format : OTHERS) {
      try {
        var parsed = format.parseBest(line, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
            ? zoned.toInstant()
            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        continue; // the next format may match
      }
    }
    throw new DateTimeException("unknown time format");
  }

  private static DateTimeFormatter english(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }
}
