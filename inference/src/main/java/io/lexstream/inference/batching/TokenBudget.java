package io.lexstream.inference.batching;

/**
 * How many tokens a batch may have, and how efficient a batch is.
 *
 * <p>A run computes rows x longest tokens, and has a fixed cost. The budget is chosen so that the
 * fixed cost does not matter. Efficiency assumes that it is a thirty-second of the cost of a full
 * batch, so that no further option is needed.
 *
 * @param tokens the most tokens a batch may have, padding included
 */
record TokenBudget(int tokens) {

  private static final double FIXED_COST_SHARE = 1.0 / 32;

  /** Whether a batch of several rows fits. */
  boolean allows(int rows, int longest) {
    return (long) rows * longest <= tokens;
  }

  /** Tokens of the rows per token computed, fixed cost included. A batch should maximise it. */
  double efficiency(long realTokens, int rows, int longest) {
    return realTokens / ((double) rows * longest + tokens * FIXED_COST_SHARE);
  }
}
