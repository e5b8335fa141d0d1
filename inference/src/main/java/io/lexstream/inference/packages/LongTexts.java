package io.lexstream.inference.packages;

/**
 * How the scores of the windows of a long text are merged. Scores of a head with {@link
 * Activation#SOFTMAX} add to 1 after merging too.
 */
public enum LongTexts {
  /** The mean of the windows, weighted by tokens. */
  MEAN,
  /** The scores of the window with the lowest score of the clean label. */
  WORST_WINDOW,
  /** The highest score of each label. For independent labels only. */
  HIGHEST;

  /** The policy of a head that declares none. */
  static LongTexts byDefault(Task task, Activation activation, int labels) {
    if (task != Task.TOXICITY) {
      return MEAN;
    }
    return activation == Activation.SIGMOID || labels == 1 ? HIGHEST : WORST_WINDOW;
  }

  /** The policy as written in {@code lexstream.yaml}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
