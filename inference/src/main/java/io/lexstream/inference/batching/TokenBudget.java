package io.lexstream.inference.batching;

/**
 * How many tokens a batch may have, and how good a batch is.
 *
 * <p>A run computes rows x longest tokens and costs a fixed amount besides. The budget is chosen
 * where that amount no longer matters; taking this to mean that it is a thirty-second of a full
 * batch gives the yield its unit without another option to set.
 *
 * @param tokens the most tokens a batch may have, padding included
 */
record TokenBudget(int tokens) {

  private static final double FIXED_COST_SHARE = 1.0 / 32;

  /** Whether a batch of several rows fits. */
  boolean allows(int rows, int longest) {
    return (long) rows * longest <= tokens;
  }

  /** Tokens that rows brought for each token's worth of computing: what a batch should maximise. */
  double efficiency(long realTokens, int rows, int longest) {
    return realTokens / ((double) rows * longest + tokens * FIXED_COST_SHARE);
  }
}
