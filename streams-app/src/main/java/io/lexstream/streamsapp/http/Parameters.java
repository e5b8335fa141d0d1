package io.lexstream.streamsapp.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Query parameters. Each throws {@link ProblemException} for a value it does not take. */
final class Parameters {

  private static final int MOST_VALUES = 50;

  private Parameters() {}

  static int integer(Context request, String name, int usual, int min, int max) {
    var given = request.queryParam(name);
    if (given == null) {
      return usual;
    }
    try {
      int value = Integer.parseInt(given);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw refused(name, "a whole number from " + min + " to " + max);
  }

  static Instant time(Context request, String name, Instant usual) {
    var given = request.queryParam(name);
    if (given == null) {
      return usual;
    }
    try {
      // A plus in a query that is not escaped arrives as a space.
      var time = OffsetDateTime.parse(given.replace(' ', '+'));
      if (time.getYear() >= 1970 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // refused below, like a time that no clock shows
    }
    throw refused(name, "a time such as 2026-01-31T12:00:00Z");
  }

  /** Values of a parameter that may stand several times, or hold several with commas between. */
  static Set<String> values(Context request, String name) {
    var values =
        request.queryParams(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toSet());
    if (values.size() > MOST_VALUES) {
      throw refused(name, "at most " + MOST_VALUES + " values");
    }
    return values;
  }

  static ProblemException refused(String name, String takes) {
    return new ProblemException(Problem.badRequest("parameter " + name + " takes " + takes));
  }
}
