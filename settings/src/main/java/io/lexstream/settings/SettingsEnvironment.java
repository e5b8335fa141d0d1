package io.lexstream.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads settings from environment variables: {@code LEXSTREAM_}, and the key in upper case. */
final class SettingsEnvironment {

  static final String PREFIX = "LEXSTREAM_";

  /** What Kubernetes sets for a service named lexstream-something; nobody configures with it. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_SERVICE_(HOST|PORT)(_.*)?|.*_PORT(_\\d+_(TCP|UDP)(_.*)?)?");

  private final Collection<Setting<?>> declared;

  SettingsEnvironment(Collection<Setting<?>> declared) {
    this.declared = declared;
  }

  /** The variable that overrides {@code key}. */
  static String variable(String key) {
    return PREFIX + upperCase(key);
  }

  /** Values by key, of variables that are set and not empty. */
  Map<String, Given> read(Map<String, String> environment) {
    var found = new LinkedHashMap<String, Given>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (!variable.startsWith(PREFIX) || value.isEmpty() || value.startsWith("tcp://")) {
                return; // the last is what Kubernetes says of a port
              }
              keyOf(variable)
                  .ifPresentOrElse(
                      key -> found.put(key, Given.plain(value, "environment " + variable)),
                      () -> requireForeign(variable));
            });
    return found;
  }

  private Optional<String> keyOf(String variable) {
    return declared.stream()
        .filter(setting -> setting.shape() != Setting.Shape.SECTION)
        .filter(setting -> variable.equals(setting.environmentVariable()))
        .map(Setting::key)
        .findFirst()
        .or(() -> keyBelowASection(variable));
  }

  private Optional<String> keyBelowASection(String variable) {
    return declared.stream()
        .filter(setting -> setting.shape() == Setting.Shape.SECTION)
        .filter(setting -> variable.startsWith(setting.environmentVariable() + "_"))
        .map(
            setting -> {
              var below = variable.substring(setting.environmentVariable().length() + 1);
              return setting.key() + "." + below.toLowerCase(Locale.ROOT).replace('_', '.');
            })
        .findFirst();
  }

  /**
   * A variable no setting answers to is a mistake where its section is ours; scripts and Kubernetes
   * set others.
   */
  private void requireForeign(String variable) {
    var ours =
        declared.stream()
            .map(setting -> variable(Settings.section(setting.key())) + "_")
            .anyMatch(variable::startsWith);
    if (ours && !SERVICE_LINK.matcher(variable).matches()) {
      throw new SettingsException(
          "environment variable "
              + variable
              + " overrides no setting"
              + Nearest.suggestion(
                  variable, declared.stream().map(Setting::environmentVariable).toList()));
    }
  }

  private static String upperCase(String key) {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
