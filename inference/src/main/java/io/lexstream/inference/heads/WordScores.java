package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Aggregation;

/** The scores of a text's words, made out of those of their sub-words, given one after another. */
final class WordScores {

  private final Aggregation aggregation;
  private final int labels;
  private final double[] scores;
  private final int[] fromTokens;
  private final int[] toTokens;
  private int words;

  /** None yet; {@code tokens} is how many sub-words there will be at most. */
  WordScores(Aggregation aggregation, int labels, int tokens) {
    this.aggregation = aggregation;
    this.labels = labels;
    this.scores = new double[tokens * labels];
    this.fromTokens = new int[tokens];
    this.toTokens = new int[tokens];
  }

  /** A word begins at that token. */
  void start(int token, double[] subWord) {
    System.arraycopy(subWord, 0, scores, words * labels, labels);
    fromTokens[words] = token;
    toTokens[words] = token + 1;
    words++;
  }

  /** The last word goes on with that token. */
  void add(int token, double[] subWord) {
    int at = (words - 1) * labels;
    int subWords = token + 1 - fromTokens[words - 1];
    toTokens[words - 1] = token + 1;
    switch (aggregation) {
      case FIRST -> {}
      case AVERAGE -> {
        for (int i = 0; i < labels; i++) {
          scores[at + i] += (subWord[i] - scores[at + i]) / subWords;
        }
      }
      case MAX -> {
        if (subWord[best(subWord, 0)] > scores[at + best(words - 1)]) {
          System.arraycopy(subWord, 0, scores, at, labels);
        }
      }
    }
  }

  /** Forgets the last word. */
  void removeLast() {
    words--;
  }

  int size() {
    return words;
  }

  int fromToken(int word) {
    return fromTokens[word];
  }

  int toToken(int word) {
    return toTokens[word];
  }

  double score(int word, int label) {
    return scores[word * labels + label];
  }

  /** The label with the word's highest score. */
  int best(int word) {
    return best(scores, word * labels);
  }

  private int best(double[] values, int from) {
    int best = 0;
    for (int i = 1; i < labels; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
