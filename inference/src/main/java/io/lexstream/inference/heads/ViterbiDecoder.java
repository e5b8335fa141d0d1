package io.lexstream.inference.heads;

import java.util.List;

/**
 * Finds the most likely sequence of labels for the words of a text (Viterbi, 1967): the sequence
 * with the highest sum of log probabilities and of transitions between adjacent labels. Takes time
 * {@code words x labels²} and memory {@code words x labels}.
 *
 * <p>Thread safe.
 */
final class ViterbiDecoder {

  /** Lower bound for probabilities, so that the logarithm of zero is finite. */
  private static final double MIN_PROBABILITY = 1e-12;

  private final double[][] transitions;
  private final int before;

  /**
   * A decoder for one head.
   *
   * @param transitions added to the sum of log probabilities, {@code [from label, to label]}
   * @param before the label that precedes the first word of a text
   */
  ViterbiDecoder(List<List<Double>> transitions, int before) {
    this.transitions =
        transitions.stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    this.before = before;
  }

  /** The label index of each word. */
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
      sums[label] += Math.log(Math.max(words.score(word, label), MIN_PROBABILITY));
    }
  }
}
