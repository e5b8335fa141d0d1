package io.lexstream.inference.batching;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How rows are batched.
 *
 * @param workers batches run at once, at least 1
 * @param tokenBudget tokens a batch may have, padding included: rows x longest; a longer row runs
 *     alone
 * @param rowCount if set, the budget is ignored and a batch is this many rows at most, in order of
 *     arrival whatever their lengths
 * @param linger how long an idle worker waits for more rows; zero: it does not wait. Useful where
 *     small runs cost as much as large ones (GPUs)
 * @param runTimeout a run that takes longer counts as hung, and the engine as failed
 */
public record BatchingOptions(
    int workers, int tokenBudget, OptionalInt rowCount, Duration linger, Duration runTimeout) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /** Batches by token budget. */
  public BatchingOptions(int workers, int tokenBudget, Duration linger, Duration runTimeout) {
    this(workers, tokenBudget, OptionalInt.empty(), linger, runTimeout);
  }

  public BatchingOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers is " + workers + ": at least 1 is needed");
    }
    if (tokenBudget < 1) {
      throw new IllegalArgumentException(
          "token budget is " + tokenBudget + ": at least 1 is needed");
    }
    if (rowCount.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "row count is " + rowCount.getAsInt() + ": at least 1 is needed");
    }
    if (linger.isNegative() || linger.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "linger is " + linger + ": it must be zero or positive, and at most a year");
    }
    if (runTimeout.isNegative() || runTimeout.isZero() || runTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "run timeout is " + runTimeout + ": it must be positive, and at most a year");
    }
  }
}
