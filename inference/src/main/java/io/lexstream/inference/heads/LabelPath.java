package io.lexstream.inference.heads;

import java.util.List;

/**
 * Labels a text's words so that the sum of the logarithms of their probabilities and of the
 * transitions between neighbours is the highest of all (Viterbi, 1967). Takes time {@code words x
 * labels²} and memory {@code words x labels}.
 *
 * <p>Thread-safe.
 */
final class LabelPath {

  /** A probability of zero has a logarithm then. */
  private static final double LEAST = 1e-12;

  private final double[][] transitions;
  private final int before;

  /**
   * Paths over these transitions.
   *
   * @param transitions {@code [from, to]}
   * @param before the label that a text's first word is taken to follow
   */
  LabelPath(List<List<Double>> transitions, int before) {
    this.transitions =
        transitions.stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    this.before = before;
  }

  /** A label for each word. */
  int[] best(WordScores words) {
    var path = new int[words.size()];
    if (path.length == 0) {
      return path;
    }
    int labels = transitions.length;
    var previous = new short[words.size() * labels];
    double[] sums = transitions[before].clone();
    addScores(sums, words, 0);
    for (int w = 1; w < words.size(); w++) {
      var next = new double[labels];
      for (int to = 0; to < labels; to++) {
        int from = bestBefore(to, sums);
        previous[w * labels + to] = (short) from;
        next[to] = sums[from] + transitions[from][to];
      }
      addScores(next, words, w);
      sums = next;
    }
    int last = 0;
    for (int label = 1; label < labels; label++) {
      last = sums[label] > sums[last] ? label : last;
    }
    for (int w = words.size() - 1; w >= 0; w--) {
      path[w] = last;
      last = previous[w * labels + last];
    }
    return path;
  }

  private int bestBefore(int to, double[] sums) {
    int best = 0;
    for (int from = 1; from < sums.length; from++) {
      if (sums[from] + transitions[from][to] > sums[best] + transitions[best][to]) {
        best = from;
      }
    }
    return best;
  }

  private static void addScores(double[] sums, WordScores words, int word) {
    for (int label = 0; label < sums.length; label++) {
      sums[label] += Math.log(Math.max(words.score(word, label), LEAST));
    }
  }
}
