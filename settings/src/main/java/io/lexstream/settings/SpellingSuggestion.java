package io.lexstream.settings;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the known name that a misspelt name most resembles, by Levenshtein distance. */
final class SpellingSuggestion {

  private SpellingSuggestion() {}

  /** The end of a message about an unknown {@code name}: what to write instead, or to remove it. */
  static String after(String name, Collection<String> known) {
    int limit = Math.max(2, name.length() / 4);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= limit)
        .map(candidate -> ": did you mean " + candidate + "?")
        .orElse(": remove it");
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
