package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Aggregation;

/** Makes the scores of a word out of those of its sub-words, given one after another. */
final class WordScores {

  private final Aggregation aggregation;
  private final double[] scores;
  private int subWords;

  WordScores(Aggregation aggregation, int labels) {
    this.aggregation = aggregation;
    this.scores = new double[labels];
  }

  void start(double[] subWord) {
    System.arraycopy(subWord, 0, scores, 0, scores.length);
    subWords = 1;
  }

  void add(double[] subWord) {
    subWords++;
    switch (aggregation) {
      case FIRST -> {}
      case AVERAGE -> {
        for (int i = 0; i < scores.length; i++) {
          scores[i] += (subWord[i] - scores[i]) / subWords;
        }
      }
      case MAX -> {
        if (subWord[best(subWord)] > scores[best(scores)]) {
          System.arraycopy(subWord, 0, scores, 0, scores.length);
        }
      }
    }
  }

  int label() {
    return best(scores);
  }

  double score() {
    return scores[label()];
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
