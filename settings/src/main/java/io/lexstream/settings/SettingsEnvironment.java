package io.lexstream.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads environment variables: {@code LEXSTREAM_} and the key in upper case. */
final class SettingsEnvironment {

  static final String PREFIX = "LEXSTREAM_";

  /** Variables that Kubernetes sets for each service whose name starts with lexstream. */
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
  Map<String, RawValue> read(Map<String, String> environment) {
    var found = new LinkedHashMap<String, RawValue>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (!variable.startsWith(PREFIX) || value.isEmpty() || value.startsWith("tcp://")) {
                return; // Kubernetes sets tcp:// values for the ports of a service
              }
              keyOf(variable)
                  .ifPresentOrElse(
                      key -> found.put(key, RawValue.scalar(value, "environment " + variable)),
                      () -> rejectIfMisspelt(variable));
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
   * Rejects an unknown variable whose section is declared. Variables of other sections belong to
   * scripts or to Kubernetes.
   */
  private void rejectIfMisspelt(String variable) {
    var inDeclaredSection =
        declared.stream()
            .map(setting -> variable(Settings.section(setting.key())) + "_")
            .anyMatch(variable::startsWith);
    if (inDeclaredSection && !SERVICE_LINK.matcher(variable).matches()) {
      throw new SettingsException(
          "unknown environment variable "
              + variable
              + SpellingSuggestion.after(
                  variable, declared.stream().map(Setting::environmentVariable).toList()));
    }
  }

  private static String upperCase(String key) {
    return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
