package io.lexstream.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One configuration option: its dotted key, the values it accepts, its default and its description.
 * The module that reads an option declares it once, as a constant. Immutable.
 *
 * <p>A setting without default is required, unless it is {@link #optional()}.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {

  private final String key;
  private final Shape shape;
  private final String expected;
  private final String description;
  private final Function<List<String>, T> reader;
  private final Optional<T> defaultValue;
  private final boolean required;

  /** How a setting is written in the file. */
  enum Shape {
    SCALAR,
    LIST,
    SECTION
  }

  private Setting(
      String key,
      Shape shape,
      String expected,
      String description,
      Function<List<String>, T> reader,
      Optional<T> defaultValue,
      boolean required) {
    if (!key.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*")) {
      throw new IllegalArgumentException("setting " + key + " must be dotted kebab-case");
    }
    this.key = key;
    this.shape = shape;
    this.expected = expected;
    this.description = description;
    this.reader = reader;
    this.defaultValue = defaultValue;
    this.required = required;
  }

  private static <T> Setting<T> scalar(
      String key, String expected, String description, Function<String, T> reader) {
    return new Setting<>(
        key,
        Shape.SCALAR,
        expected,
        description,
        items -> reader.apply(items.get(0)),
        Optional.empty(),
        true);
  }

  /** Text that is not empty. */
  public static Setting<String> text(String key, String description) {
    return text(key, "text", ".+", description);
  }

  /**
   * Text of a given form.
   *
   * @param expected the form, for messages: "a URL that starts with http://, https:// or mock://"
   * @param pattern regular expression that the whole text must match
   */
  public static Setting<String> text(
      String key, String expected, String pattern, String description) {
    return scalar(
        key,
        expected,
        description,
        text -> {
          if (!text.matches("(?s)" + pattern)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  /** A length of time: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 7d}. */
  public static Setting<Duration> duration(String key, String description) {
    return scalar(key, Quantities.DURATION_FORM, description, Quantities::duration);
  }

  /** A length of time in {@code [min, max]}. */
  public static Setting<Duration> duration(
      String key, Duration min, Duration max, String description) {
    return scalar(
        key,
        "%s, from %s to %s".formatted(Quantities.DURATION_FORM, text(min), text(max)),
        description,
        text -> {
          var value = Quantities.duration(text);
          if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  /** A number of bytes: {@code 512KiB}, {@code 4MiB}, {@code 1GiB}, or without a unit. */
  public static Setting<Long> size(String key, String description) {
    return scalar(key, Quantities.SIZE_FORM, description, Quantities::size);
  }

  /** A whole number in {@code [min, max]}. */
  public static Setting<Integer> integer(String key, int min, int max, String description) {
    var expected =
        max == Integer.MAX_VALUE
            ? "a whole number of at least " + min
            : "a whole number from " + min + " to " + max;
    return scalar(
        key,
        expected,
        description,
        text -> {
          int value = Integer.parseInt(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  /** A number in {@code [min, max]}. */
  public static Setting<Double> decimal(String key, double min, double max, String description) {
    return scalar(
        key,
        "a number from " + Quantities.plain(min) + " to " + Quantities.plain(max),
        description,
        text -> {
          double value = Quantities.decimal(text);
          if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String key, String description) {
    return scalar(
        key,
        "true or false",
        description,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  /** One of {@code type}'s constants, written in kebab-case: {@code exactly-once}. */
  public static <E extends Enum<E>> Setting<E> choice(
      String key, Class<E> type, String description) {
    var names =
        Arrays.stream(type.getEnumConstants()).map(Setting::name).collect(Collectors.toList());
    return scalar(
        key,
        "one of " + String.join(", ", names),
        description,
        text -> {
          int index = names.indexOf(text);
          if (index < 0) {
            throw new IllegalArgumentException(text);
          }
          return type.getEnumConstants()[index];
        });
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list of texts: a YAML list, or one text with commas. */
  public static Setting<List<String>> list(String key, String description) {
    return new Setting<>(
        key,
        Shape.LIST,
        "a list, or texts separated by commas",
        description,
        List::copyOf,
        Optional.empty(),
        true);
  }

  /**
   * A section whose keys another product defines, such as the properties of Kafka's clients. Its
   * default is empty. In environment variables an underscore means a dot.
   */
  public static Setting<Map<String, String>> section(String key, String description) {
    return new Setting<>(
        key,
        Shape.SECTION,
        "a section of properties",
        description,
        items -> {
          throw new IllegalArgumentException("a section has no value of its own");
        },
        Optional.of(Map.of()),
        false);
  }

  /** The same setting with a default. */
  public Setting<T> withDefault(T value) {
    return new Setting<>(key, shape, expected, description, reader, Optional.of(value), false);
  }

  /** The same setting without a default; read it with {@link Settings#find}. */
  public Setting<T> optional() {
    return new Setting<>(
        key, shape, expected + " (or leave it out)", description, reader, Optional.empty(), false);
  }

  public String key() {
    return key;
  }

  /**
   * The environment variable that overrides the file: {@code LEXSTREAM_KAFKA_BOOTSTRAP_SERVERS}.
   */
  public String environmentVariable() {
    return SettingsEnvironment.variable(key);
  }

  /** The accepted values, for messages and documentation: "a duration such as 10s". */
  public String expected() {
    return expected;
  }

  public String description() {
    return description;
  }

  public Optional<T> defaultValue() {
    return defaultValue;
  }

  /** The default as it is written in the file; empty if there is none, or an empty list. */
  public Optional<String> defaultText() {
    return defaultValue.map(Setting::text).filter(text -> !text.isEmpty());
  }

  /** A value as it is written in a configuration. */
  private static String text(Object value) {
    if (value instanceof Enum<?> constant) {
      return name(constant);
    }
    if (value instanceof Duration duration) {
      return Quantities.text(duration);
    }
    if (value instanceof Long bytes) {
      return Quantities.text(bytes);
    }
    if (value instanceof Double number) {
      return Quantities.plain(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value instanceof Map<?, ?> ? "" : value.toString();
  }

  public boolean isRequired() {
    return required;
  }

  Shape shape() {
    return shape;
  }

  /**
   * Converts a value; throws {@link IllegalArgumentException} if the setting does not accept it.
   */
  T read(List<String> items) {
    return reader.apply(items);
  }

  /**
   * Checks a value that does not come from a configuration.
   *
   * @return the value
   * @throws SettingsException if the setting does not accept it
   */
  public T requireAccepted(T value) {
    try {
      read(
          value instanceof List<?> items
              ? items.stream().map(String::valueOf).toList()
              : List.of(text(value)));
      return value;
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "%s must be %s, not %s".formatted(key, expected, Secrets.shown(key, text(value))), e);
    }
  }

  @Override
  public String toString() {
    return key;
  }
}
