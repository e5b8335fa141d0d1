package io.lexstream.settings;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration of one process: the values of all declared settings. They come from one YAML
 * file; environment variables override the file, and the command line overrides both. All values
 * are validated when they are loaded, so reading them later does not fail. Immutable.
 */
public final class Settings {

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The value of a setting that is required or has a default. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting + " is optional: use find"));
  }

  /** The value of an optional setting. */
  @SuppressWarnings("unchecked") // only Setting<T>.read adds values
  public <T> Optional<T> find(Setting<T> setting) {
    if (!values.containsKey(setting)) {
      throw new IllegalStateException(setting + " was not declared to these settings");
    }
    return (Optional<T>) values.get(setting);
  }

  /** The top-level section of {@code key}. */
  static String section(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** Collects the settings that a process declares and the sources of values. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Setting<?>> declared = new TreeMap<>();
    private final Map<String, RawValue> defaults = new LinkedHashMap<>();
    private final Map<String, RawValue> overrides = new LinkedHashMap<>();
    private List<String> ignoredSections = List.of();
    private Optional<Path> file = Optional.empty();
    private Map<String, String> environment = Map.of();

    private Builder() {}

    public Builder declare(Setting<?>... settings) {
      return declare(Arrays.asList(settings));
    }

    public Builder declare(Collection<? extends Setting<?>> settings) {
      settings.forEach(
          setting -> {
            var earlier = declared.putIfAbsent(setting.key(), setting);
            if (earlier != null && earlier != setting) {
              throw new IllegalArgumentException("setting " + setting + " is declared twice");
            }
          });
      return this;
    }

    /**
     * Top-level sections that other processes read from the same file, such as {@code moderation}.
     * They are neither validated nor loaded.
     */
    public Builder ignoreSections(String... sections) {
      ignoredSections = List.of(sections);
      return this;
    }

    /** The YAML file, which must exist. */
    public Builder file(Path path) {
      file = Optional.of(path);
      return this;
    }

    /**
     * The process's environment; variables that do not start with {@code LEXSTREAM_} are ignored.
     */
    public Builder environment(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    /** The default of this process for {@code key}, as text; replaces the setting's default. */
    public Builder fallback(String key, String value) {
      defaults.put(key, RawValue.scalar(value, "built-in default"));
      return this;
    }

    /** Overrides all other sources; for command-line flags. */
    public Builder override(String key, String value) {
      overrides.put(key, RawValue.scalar(value, "command line"));
      return this;
    }

    /**
     * Reads and validates all values.
     *
     * @throws SettingsException for an unknown key, a value that its setting does not accept, a
     *     missing required setting, or a file that is not YAML
     */
    public Settings load() {
      var raw = new LinkedHashMap<>(defaults);
      file.map(path -> SettingsFile.read(path, ignoredSections)).ifPresent(raw::putAll);
      raw.putAll(new SettingsEnvironment(declared.values()).read(environment));
      raw.putAll(overrides);
      raw.forEach(this::requireKnown);

      var values = new LinkedHashMap<Setting<?>, Object>();
      declared.values().forEach(setting -> values.put(setting, value(setting, raw)));
      return new Settings(values);
    }

    private void requireKnown(String key, RawValue value) {
      if (declared.containsKey(key) || ignoredSections.contains(section(key))) {
        return;
      }
      var inSection =
          declared.values().stream()
              .anyMatch(
                  setting ->
                      setting.shape() == Setting.Shape.SECTION
                          && key.startsWith(setting.key() + "."));
      if (!inSection) {
        throw new SettingsException(
            value.origin()
                + ": unknown setting "
                + key
                + SpellingSuggestion.after(key, declared.keySet()));
      }
    }

    private static Optional<?> value(Setting<?> setting, Map<String, RawValue> raw) {
      if (setting.shape() == Setting.Shape.SECTION) {
        if (raw.containsKey(setting.key())) {
          throw rejected(setting, raw.get(setting.key()));
        }
        return Optional.of(below(setting.key() + ".", raw));
      }
      var value = raw.get(setting.key());
      if (value != null) {
        return Optional.of(read(setting, value));
      }
      if (setting.isRequired()) {
        throw new SettingsException(
            "%s is missing: set it in the configuration file or as %s, to %s"
                .formatted(setting.key(), setting.environmentVariable(), setting.expected()));
      }
      return setting.defaultValue();
    }

    private static Map<String, String> below(String prefix, Map<String, RawValue> raw) {
      var section = new TreeMap<String, String>();
      raw.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              section.put(key.substring(prefix.length()), String.join(",", value.items()));
            }
          });
      return Map.copyOf(section);
    }

    private static Object read(Setting<?> setting, RawValue value) {
      try {
        if (setting.shape() == Setting.Shape.LIST) {
          return setting.read(value.list() ? value.items() : split(value.text()));
        }
        if (!value.list()) {
          return setting.read(List.of(value.text().strip()));
        }
      } catch (IllegalArgumentException e) {
        throw rejected(setting, value);
      }
      throw rejected(setting, value);
    }

    private static List<String> split(String text) {
      return Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }

    private static SettingsException rejected(Setting<?> setting, RawValue value) {
      return new SettingsException(
          "%s: %s must be %s, not %s"
              .formatted(
                  value.origin(),
                  setting.key(),
                  setting.expected(),
                  Secrets.shown(setting.key(), value.text())));
    }
  }
}
