package io.lexstream.evaluation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * A metric of predicted labels. A text without an answer has an empty prediction, which is wrong.
 *
 * <p>Macro scores are means over the classes that occur in the gold labels.
 */
enum LabelMetric {
  ACCURACY("accuracy") {
    @Override
    double of(List<String> gold, List<String> predicted) {
      int right = 0;
      for (int i = 0; i < gold.size(); i++) {
        right += gold.get(i).equals(predicted.get(i)) ? 1 : 0;
      }
      return ratio(right, gold.size());
    }
  },

  MACRO_F1("macro F1") {
    @Override
    double of(List<String> gold, List<String> predicted) {
      return meanOver(
          gold,
          label ->
              ratio(
                  2.0 * hits(gold, predicted, label),
                  count(gold, label) + count(predicted, label)));
    }
  },

  MACRO_RECALL("macro recall") {
    @Override
    double of(List<String> gold, List<String> predicted) {
      return meanOver(gold, label -> ratio(hits(gold, predicted, label), count(gold, label)));
    }
  },

  /**
   * Share of clean texts that are not labelled clean. A text without an answer counts as a false
   * positive.
   */
  FALSE_POSITIVE_RATE("false positive rate of clean rows") {
    @Override
    double of(List<String> gold, List<String> predicted) {
      int flagged = 0;
      for (int i = 0; i < gold.size(); i++) {
        flagged += gold.get(i).equals(CLEAN) && !predicted.get(i).equals(CLEAN) ? 1 : 0;
      }
      return ratio(flagged, count(gold, CLEAN));
    }
  };

  private static final String CLEAN = "clean";

  private final String title;

  LabelMetric(String title) {
    this.title = title;
  }

  /** Computes the score; both lists have one label per row. */
  abstract double of(List<String> gold, List<String> predicted);

  @Override
  public String toString() {
    return title;
  }

  private static double meanOver(List<String> gold, ToDoubleFunction<String> score) {
    Set<String> classes = new TreeSet<>(gold);
    return classes.stream().mapToDouble(score).average().orElse(0);
  }

  private static int hits(List<String> gold, List<String> predicted, String label) {
    int hits = 0;
    for (int i = 0; i < gold.size(); i++) {
      hits += gold.get(i).equals(label) && predicted.get(i).equals(label) ? 1 : 0;
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
