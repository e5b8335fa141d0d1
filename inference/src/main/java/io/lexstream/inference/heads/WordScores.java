package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Aggregation;
import java.util.Arrays;

/** Aggregates the scores of sub-words to scores of words. Sub-words arrive in text order. */
final class WordScores {

  private final Aggregation aggregation;
  private final int labels;
  private final float[] scores;
  private final int[] fromTokens;
  private final int[] toTokens;
  private int words;

  /** An empty list of words; {@code tokens} is the maximum number of sub-words. */
  WordScores(Aggregation aggregation, int labels, int tokens) {
    this.aggregation = aggregation;
    this.labels = labels;
    this.scores = new float[tokens * labels];
    this.fromTokens = new int[tokens];
    this.toTokens = new int[tokens];
  }

  /** Starts a word at a token. */
  void start(int token, double[] subWord) {
    put(words, subWord);
    fromTokens[words] = token;
    toTokens[words] = token + 1;
    words++;
  }

  /** Adds a token to the last word. */
  void add(int token, double[] subWord) {
    int at = (words - 1) * labels;
    int subWords = token + 1 - fromTokens[words - 1];
    toTokens[words - 1] = token + 1;
    switch (aggregation) {
      case FIRST -> {}
      case AVERAGE -> {
        for (int i = 0; i < labels; i++) {
          scores[at + i] += (float) ((subWord[i] - scores[at + i]) / subWords);
        }
      }
      case MAX -> {
        if (Arrays.stream(subWord).max().orElseThrow() > scores[at + best(words - 1)]) {
          put(words - 1, subWord);
        }
      }
    }
  }

  /** Removes the last word. */
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

  /** Index of the label with the highest score of a word. */
  int best(int word) {
    int best = 0;
    for (int label = 1; label < labels; label++) {
      if (score(word, label) > score(word, best)) {
        best = label;
      }
    }
    return best;
  }

  private void put(int word, double[] values) {
    for (int label = 0; label < labels; label++) {
      scores[word * labels + label] = (float) values[label];
    }
  }
}
