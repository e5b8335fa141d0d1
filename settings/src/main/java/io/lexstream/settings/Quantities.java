package io.lexstream.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Parses durations, sizes and numbers. Text of another form is an {@link IllegalArgumentException}.
 */
public final class Quantities {

  /** The form that {@link #duration} accepts, for messages. */
  public static final String DURATION_FORM = "a duration such as 500ms, 10s, 5m, 2h or 7d";

  static final String SIZE_FORM = "a size in bytes such as 512KiB, 4MiB or 1048576";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,15}) ?(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18}) ?(B|KiB|MiB|GiB)?");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

  private static final Map<String, Duration> TIME_UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private static final Map<String, Long> SIZE_UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private Quantities() {}

  /** {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 7d}. */
  public static Duration duration(String text) {
    var matched = DURATION.matcher(text);
    if (!matched.matches()) {
      throw new IllegalArgumentException(text);
    }
    try {
      long millis =
          Math.multiplyExact(
              Long.parseLong(matched.group(1)), TIME_UNITS.get(matched.group(2)).toMillis());
      return Duration.ofMillis(millis);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static long size(String text) {
    var matched = SIZE.matcher(text);
    if (!matched.matches()) {
      throw new IllegalArgumentException(text);
    }
    var unit = matched.group(2) == null ? "B" : matched.group(2);
    try {
      return Math.multiplyExact(Long.parseLong(matched.group(1)), SIZE_UNITS.get(unit));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The shortest text that {@link #duration} reads as {@code value}: {@code 90s}, {@code 7d}. */
  static String text(Duration value) {
    return text(
        value.toMillis(),
        List.of("d", "h", "m", "s", "ms"),
        unit -> TIME_UNITS.get(unit).toMillis());
  }

  /** The shortest text that {@link #size} reads as {@code bytes}: {@code 512KiB}, {@code 10}. */
  static String text(long bytes) {
    return text(bytes, List.of("GiB", "MiB", "KiB", ""), unit -> SIZE_UNITS.getOrDefault(unit, 1L));
  }

  private static String text(long amount, List<String> units, ToLongFunction<String> size) {
    var unit =
        units.stream()
            .filter(candidate -> amount != 0 && amount % size.applyAsLong(candidate) == 0)
            .findFirst()
            .orElse(units.get(units.size() - 1));
    return amount / size.applyAsLong(unit) + unit;
  }

  static double decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return Double.parseDouble(text);
  }

  static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
