package io.lexstream.loadtest.ceiling;

/**
 * One run over a workload.
 *
 * @param seconds from the first batch to the last
 * @param tokens without padding, special tokens included
 * @param paddedTokens what the graph computed
 */
public record Pass(double seconds, int batches, int rows, long tokens, long paddedTokens) {

  /** What layouts are compared by. */
  double tokensPerSecond() {
    return tokens / seconds;
  }
}
