package io.lexstream.settings;

import java.util.List;

/**
 * A value as it was given, before anyone asked what type it has.
 *
 * @param items one for a plain value, any number for a list
 * @param list whether it was written as a list
 * @param origin where it stands, for messages: "lexstream.yaml line 12"
 */
record Given(List<String> items, boolean list, String origin) {

  static Given plain(String text, String origin) {
    return new Given(List.of(text), false, origin);
  }

  String text() {
    return list ? items.toString() : items.get(0);
  }
}
