package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Aggregation;
import java.util.Arrays;

/** The scores of a text's words, made out of those of their sub-words, given one after another. */
final class WordScores {

  private final Aggregation aggregation;
  private final int labels;
  private final float[] scores;
  private final int[] fromTokens;
  private final int[] toTokens;
  private int words;

  /** None yet; {@code tokens} is how many sub-words there will be at most. */
  WordScores(Aggregation aggregation, int labels, int tokens) {
    this.aggregation = aggregation;
    this.labels = labels;
    this.scores = new float[tokens * labels];
    this.fromTokens = new int[tokens];
    this.toTokens = new int[tokens];
  }

  /** A word begins at that token. */
  void start(int token, double[] subWord) {
    put(words, subWord);
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
