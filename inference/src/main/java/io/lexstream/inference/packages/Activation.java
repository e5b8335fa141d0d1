package io.lexstream.inference.packages;

/** How raw logits become scores. */
public enum Activation {
  /** Labels exclude one another. */
  SOFTMAX,
  /** Each label holds or not, whatever the others do. */
  SIGMOID,
  /** The graph gives scores already. */
  NONE;

  /**
   * Scores of one row of logits.
   *
   * @param logits the labels' logits, at {@code [from, from + labels)}
   * @param temperature the logits are divided by it; calibrates scores and keeps their order
   */
  public double[] apply(float[] logits, int from, int labels, double temperature) {
    var scores = new double[labels];
    for (int i = 0; i < labels; i++) {
      scores[i] = logits[from + i] / temperature;
    }
    switch (this) {
      case SOFTMAX -> softmax(scores);
      case SIGMOID -> sigmoid(scores);
      case NONE -> {}
    }
    return scores;
  }

  private static void softmax(double[] scores) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      // The largest logit becomes e^0, so that nothing overflows.
      scores[i] = Math.exp(scores[i] - max);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  private static void sigmoid(double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 1 / (1 + Math.exp(-scores[i]));
    }
  }
}
