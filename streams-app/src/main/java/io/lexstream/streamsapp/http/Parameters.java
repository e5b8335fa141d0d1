package io.lexstream.streamsapp.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses query parameters. Throws {@link ProblemException} for an invalid value. */
final class Parameters {

  private static final int MAX_VALUES = 50;

  private Parameters() {}

  static int integer(Context ctx, String name, int defaultValue, int min, int max) {
    var given = ctx.queryParam(name);
    if (given == null) {
      return defaultValue;
    }
    try {
      int value = Integer.parseInt(given);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // rejected below, as a number out of range is
    }
    throw invalid(name, "a whole number from " + min + " to " + max);
  }

  static Instant time(Context ctx, String name, Instant defaultValue) {
    var given = ctx.queryParam(name);
    if (given == null) {
      return defaultValue;
    }
    try {
      // An unencoded '+' in a query is decoded as a space.
      var time = OffsetDateTime.parse(given.replace(' ', '+'));
      if (time.getYear() >= 1970 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // rejected below, as a year out of range is
    }
    throw invalid(name, "a time such as 2026-01-31T12:00:00Z");
  }

  /** Values of a parameter that may be repeated or hold several values separated by commas. */
  static Set<String> values(Context ctx, String name) {
    var values =
        ctx.queryParams(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toSet());
    if (values.size() > MAX_VALUES) {
      throw invalid(name, "a list of at most " + MAX_VALUES + " values");
    }
    return values;
  }

  static ProblemException invalid(String name, String expected) {
    return new ProblemException(Problem.badRequest("parameter " + name + " must be " + expected));
  }
}
