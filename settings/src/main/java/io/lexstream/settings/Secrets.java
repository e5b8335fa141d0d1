package io.lexstream.settings;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Removes secrets from messages and logs. */
public final class Secrets {

  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|jaas|credential|user\\.info|\\.key$|keystore\\.key");

  private static final int SHOWN = 60;

  private Secrets() {}

  /** {@code properties} sorted by key; values whose key looks like a secret are replaced by ***. */
  public static Map<String, String> hidden(Map<String, String> properties) {
    var shown = new TreeMap<String, String>();
    properties.forEach((key, value) -> shown.put(key, isSecret(key) ? "***" : value));
    return shown;
  }

  static String shown(String key, String value) {
    if (isSecret(key)) {
      return "the given value (hidden)";
    }
    var line = value.replaceAll("\\p{Cntrl}", "?");
    return '"' + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + '"';
  }

  private static boolean isSecret(String key) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
  }
}
