package io.lexstream.inference.packages;

/** Converts logits to scores. */
public enum Activation {
  /** Labels are mutually exclusive; scores add to 1. */
  SOFTMAX,
  /** Labels are independent. */
  SIGMOID,
  /** The graph outputs scores. */
  NONE;

  /**
   * The scores for a row of logits.
   *
   * @param logits logits of the labels, at {@code [from, from + labels)}
   * @param temperature divisor of the logits; calibrates scores and keeps their order
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
      // The largest logit becomes e^0, so the exponential cannot overflow.
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
