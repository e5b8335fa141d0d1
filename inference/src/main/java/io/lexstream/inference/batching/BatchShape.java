package io.lexstream.inference.batching;

/**
 * The size of a batch.
 *
 * @param rows number of rows
 * @param tokens tokens that rows brought
 * @param paddedTokens tokens computed: rows x longest
 */
public record BatchShape(int rows, long tokens, long paddedTokens) {

  /** The share of computed tokens that is padding, 0 to 1. */
  public double paddingRatio() {
    return paddedTokens == 0 ? 0 : (double) (paddedTokens - tokens) / paddedTokens;
  }
}
