package io.lexstream.loadtest.systems;

/**
 * Totals over all runs of a graph.
 *
 * @param batches number of runs
 * @param rows number of rows
 * @param tokens tokens without padding, including special tokens
 * @param paddedTokens tokens with padding: for each run, rows times longest row
 */
public record BatchTotals(long batches, long rows, long tokens, long paddedTokens) {

  /** The difference from {@code earlier}. */
  public BatchTotals since(BatchTotals earlier) {
    return new BatchTotals(
        batches - earlier.batches,
        rows - earlier.rows,
        tokens - earlier.tokens,
        paddedTokens - earlier.paddedTokens);
  }

  /** Share of padding among the computed tokens. */
  public double paddingRatio() {
    return paddedTokens == 0 ? 0 : 1 - (double) tokens / paddedTokens;
  }

  /** Mean number of rows in a batch. */
  public double rowsPerBatch() {
    return batches == 0 ? 0 : (double) rows / batches;
  }
}
