package io.lexstream.settings;

import java.util.List;

/**
 * A value as text, before its setting converts it.
 *
 * @param items the text of a scalar, or the items of a list
 * @param list whether it was written as a YAML list
 * @param origin where it was set, for messages: "lexstream.yaml line 12"
 */
record RawValue(List<String> items, boolean list, String origin) {

  static RawValue scalar(String text, String origin) {
    return new RawValue(List.of(text), false, origin);
  }

  String text() {
    return list ? items.toString() : items.get(0);
  }
}
