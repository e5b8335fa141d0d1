package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Head;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.Arrays;

/**
 * Reads the vector of each sentence of a text. If several windows contain a sentence, the window
 * with most of its tokens gives the vector.
 */
final class SentenceVectors {

  private SentenceVectors() {}

  /** Unit vectors by sentence index; null for a sentence without tokens. */
  static float[][] of(Head.SentenceVectors head, WindowedOutput output) {
    int count = output.sentences().size();
    var vectors = new float[count][];
    var tokens = new int[count];
    TokenizedText text = output.tokens();
    for (int w = 0; w < output.windows().size(); w++) {
      Window window = output.windows().get(w);
      float[] values = output.outputs().get(w).of(head.output());
      int first = text.sentences()[window.from()];
      int sentences = text.sentences()[window.to() - 1] - first + 1;
      int dimension = values.length / sentences;
      int token = window.from();
      for (int s = 0; s < sentences; s++) {
        int begin = token;
        while (token < window.to() && text.sentences()[token] == first + s) {
          token++;
        }
        if (token - begin > tokens[first + s]) {
          tokens[first + s] = token - begin;
          vectors[first + s] = Arrays.copyOfRange(values, s * dimension, (s + 1) * dimension);
        }
      }
    }
    return vectors;
  }
}
