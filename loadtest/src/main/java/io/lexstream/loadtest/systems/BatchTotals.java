package io.lexstream.loadtest.systems;

/**
 * What a graph was run on, summed up.
 *
 * @param batches runs
 * @param rows rows of all runs
 * @param tokens without padding, special tokens included
 * @param paddedTokens rows times longest row
 */
public record BatchTotals(long batches, long rows, long tokens, long paddedTokens) {

  /** What came since {@code earlier}. */
  public BatchTotals since(BatchTotals earlier) {
    return new BatchTotals(
        batches - earlier.batches,
        rows - earlier.rows,
        tokens - earlier.tokens,
        paddedTokens - earlier.paddedTokens);
  }

  /** Share of the computed tokens that were padding. */
  public double paddingRatio() {
    return paddedTokens == 0 ? 0 : 1 - (double) tokens / paddedTokens;
  }

  public double rowsPerBatch() {
    return batches == 0 ? 0 : (double) rows / batches;
  }
}
