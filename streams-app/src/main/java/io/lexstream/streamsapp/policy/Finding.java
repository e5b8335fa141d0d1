package io.lexstream.streamsapp.policy;

import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a condition for one document.
 *
 * @param evidence the values that the condition read, by name; bounded in size
 */
record Finding(Truth truth, Map<String, String> evidence) {

  /** Longest value kept as evidence, in UTF-16 units. */
  private static final int LONGEST = 200;

  static Finding of(boolean truth, String name, String seen) {
    return new Finding(Truth.of(truth), Map.of(name, capped(seen)));
  }

  static Finding missing(String name, String reason) {
    return new Finding(Truth.UNKNOWN, Map.of(name, "missing: " + capped(reason)));
  }

  Finding and(Finding other) {
    return new Finding(truth.and(other.truth), union(other));
  }

  Finding or(Finding other) {
    return new Finding(truth.or(other.truth), union(other));
  }

  Finding not() {
    return new Finding(truth.not(), evidence);
  }

  Map<String, String> union(Finding other) {
    var union = new TreeMap<>(other.evidence);
    union.putAll(evidence);
    return union;
  }

  static String capped(String seen) {
    if (seen.length() <= LONGEST) {
      return seen;
    }
    int end = Character.isHighSurrogate(seen.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return seen.substring(0, end) + "…";
  }
}
