package io.lexstream.loadtest.ceiling;

/**
 * One pass over a workload.
 *
 * @param seconds time from the first batch to the last
 * @param tokens tokens without padding, including special tokens
 * @param paddedTokens tokens with padding
 */
public record Pass(double seconds, int batches, int rows, long tokens, long paddedTokens) {

  /** Throughput, by which layouts are compared. */
  double tokensPerSecond() {
    return tokens / seconds;
  }
}
