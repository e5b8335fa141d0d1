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
 * The configuration of one process: values of all declared settings, read from one YAML file,
 * overridden by environment variables, overridden by what the command line says. Validated as a
 * whole when it is loaded, so that reading it later does not fail. Immutable.
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

  /** The value of a setting that may be left out. */
  @SuppressWarnings("unchecked") // the map is filled by Setting<T>.read alone
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

  /** Collects what a process declares and where values come from. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Setting<?>> declared = new TreeMap<>();
    private final Map<String, Given> defaults = new LinkedHashMap<>();
    private final Map<String, Given> overrides = new LinkedHashMap<>();
    private List<String> others = List.of();
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
     * Sections of the common file that other processes declare and validate, such as {@code
     * moderation}: left alone here.
     */
    public Builder leaveToOthers(String... sections) {
      others = List.of(sections);
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

    /**
     * What this process takes for {@code key} where nobody says anything; as text, as in the file.
     */
    public Builder fallback(String key, String value) {
      defaults.put(key, Given.plain(value, "built-in default"));
      return this;
    }

    /** Overrides everything else: for command-line flags. */
    public Builder override(String key, String value) {
      overrides.put(key, Given.plain(value, "command line"));
      return this;
    }

    /**
     * Reads and checks everything.
     *
     * @throws SettingsException for an unknown key, a value its setting does not take, a required
     *     setting that is missing, or a file that is no YAML
     */
    public Settings load() {
      var given = new LinkedHashMap<>(defaults);
      file.map(path -> SettingsFile.read(path, others)).ifPresent(given::putAll);
      given.putAll(new SettingsEnvironment(declared.values()).read(environment));
      given.putAll(overrides);
      given.forEach(this::requireKnown);

      var values = new LinkedHashMap<Setting<?>, Object>();
      declared.values().forEach(setting -> values.put(setting, value(setting, given)));
      return new Settings(values);
    }

    private void requireKnown(String key, Given value) {
      if (declared.containsKey(key) || others.contains(section(key))) {
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
                + Nearest.suggestion(key, declared.keySet()));
      }
    }

    private static Optional<?> value(Setting<?> setting, Map<String, Given> given) {
      if (setting.shape() == Setting.Shape.SECTION) {
        if (given.containsKey(setting.key())) {
          throw refused(setting, given.get(setting.key()));
        }
        return Optional.of(below(setting.key() + ".", given));
      }
      var value = given.get(setting.key());
      if (value != null) {
        return Optional.of(read(setting, value));
      }
      if (setting.isRequired()) {
        throw new SettingsException(
            setting.key()
                + " is missing: takes "
                + setting.takes()
                + "; set it in the configuration file or as "
                + setting.environmentVariable());
      }
      return setting.defaultValue();
    }

    private static Map<String, String> below(String prefix, Map<String, Given> given) {
      var section = new TreeMap<String, String>();
      given.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              section.put(key.substring(prefix.length()), String.join(",", value.items()));
            }
          });
      return Map.copyOf(section);
    }

    private static Object read(Setting<?> setting, Given value) {
      try {
        if (setting.shape() == Setting.Shape.LIST) {
          return setting.read(value.list() ? value.items() : split(value.text()));
        }
        if (!value.list()) {
          return setting.read(List.of(value.text().strip()));
        }
      } catch (IllegalArgumentException e) {
        throw refused(setting, value);
      }
      throw refused(setting, value);
    }

    private static List<String> split(String text) {
      return Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }

    private static SettingsException refused(Setting<?> setting, Given value) {
      return new SettingsException(
          value.origin()
              + ": "
              + setting.key()
              + " takes "
              + setting.takes()
              + ", not "
              + Secrets.shown(setting.key(), value.text()));
    }
  }
}
