package io.lexstream.evaluation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * How well labels were guessed. A text without an answer has an empty guess, which is wrong.
 *
 * <p>Macro scores are means over the classes that occur in the gold labels.
 */
enum LabelMetric {
  ACCURACY("accuracy") {
    @Override
    double of(List<String> gold, List<String> guess) {
      int right = 0;
      for (int i = 0; i < gold.size(); i++) {
        right += gold.get(i).equals(guess.get(i)) ? 1 : 0;
      }
      return ratio(right, gold.size());
    }
  },

  MACRO_F1("macro F1") {
    @Override
    double of(List<String> gold, List<String> guess) {
      return meanOver(
          gold,
          label -> ratio(2.0 * hits(gold, guess, label), count(gold, label) + count(guess, label)));
    }
  },

  MACRO_RECALL("macro recall") {
    @Override
    double of(List<String> gold, List<String> guess) {
      return meanOver(gold, label -> ratio(hits(gold, guess, label), count(gold, label)));
    }
  },

  /**
   * Of the texts that are clean, the share not called so: a package that is silent is not careful.
   */
  FALSE_POSITIVE_RATE("false positive rate of clean rows") {
    @Override
    double of(List<String> gold, List<String> guess) {
      int flagged = 0;
      for (int i = 0; i < gold.size(); i++) {
        flagged += gold.get(i).equals(CLEAN) && !guess.get(i).equals(CLEAN) ? 1 : 0;
      }
      return ratio(flagged, count(gold, CLEAN));
    }
  };

  private static final String CLEAN = "clean";

  private final String title;

  LabelMetric(String title) {
    this.title = title;
  }

  /** The score; the lists go row by row. */
  abstract double of(List<String> gold, List<String> guess);

  @Override
  public String toString() {
    return title;
  }

  private static double meanOver(List<String> gold, ToDoubleFunction<String> score) {
    Set<String> classes = new TreeSet<>(gold);
    return classes.stream().mapToDouble(score).average().orElse(0);
  }

  private static int hits(List<String> gold, List<String> guess, String label) {
    int hits = 0;
    for (int i = 0; i < gold.size(); i++) {
      hits += gold.get(i).equals(label) && guess.get(i).equals(label) ? 1 : 0;
    }
    return hits;
  }

  private static int count(List<String> labels, String label) {
    return (int) labels.stream().filter(label::equals).count();
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
