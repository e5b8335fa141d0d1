package io.lexstream.inference.batching;

import java.util.Collection;

/**
 * The size of a batch.
 *
 * @param rows number of rows
 * @param tokens tokens of the rows, without padding
 * @param paddedTokens tokens computed: rows x longest row
 */
public record BatchShape(int rows, long tokens, long paddedTokens) {

  static BatchShape of(Collection<? extends Row> rows) {
    var lengths = rows.stream().mapToInt(Row::tokens).summaryStatistics();
    return new BatchShape(rows.size(), lengths.getSum(), (long) rows.size() * lengths.getMax());
  }

  /** The share of computed tokens that is padding, 0 to 1. */
  public double paddingRatio() {
    return paddedTokens == 0 ? 0 : (double) (paddedTokens - tokens) / paddedTokens;
  }

  @Override
  public String toString() {
    return rows + " row(s), " + tokens + " tokens, " + paddedTokens + " with padding";
  }
}
