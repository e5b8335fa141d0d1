package io.lexstream.inference.batching;

import java.time.Duration;
import java.util.Optional;

/**
 * How rows are batched.
 *
 * @param workers batches that run at the same time
 * @param tokenBudget limit of a batch in tokens, padding included: rows x longest row; a longer row
 *     runs alone
 * @param rowCount if present, the limit of a batch in rows, in order of arrival; the budget is then
 *     ignored
 * @param linger how long an idle worker waits for more rows; zero: it does not wait. Useful where
 *     small runs cost as much as large ones (GPUs)
 * @param runTimeout a run that takes longer counts as hung, and the engine as failed
 */
public record BatchingOptions(
    int workers,
    int tokenBudget,
    Optional<Integer> rowCount,
    Duration linger,
    Duration runTimeout) {

  /** Batches by token budget. */
  public BatchingOptions(int workers, int tokenBudget, Duration linger, Duration runTimeout) {
    this(workers, tokenBudget, Optional.empty(), linger, runTimeout);
  }
}
