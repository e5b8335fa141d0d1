package io.lexstream.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what someone who mistyped a name may have meant, by Levenshtein distance. */
final class Nearest {

  private Nearest() {}

  /** What a message says about {@code name}, which none of {@code candidates} is. */
  static String suggestion(String name, Collection<String> candidates) {
    return to(name, candidates)
        .map(candidate -> ": did you mean " + candidate + "?")
        .orElse(": remove it");
  }

  /** The candidate nearest to {@code name}; empty when none is near. */
  private static Optional<String> to(String name, Collection<String> candidates) {
    int near = Math.max(2, name.length() / 4);
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= near);
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
