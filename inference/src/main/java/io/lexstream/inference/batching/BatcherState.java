package io.lexstream.inference.batching;

import io.lexstream.inference.EngineFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rows waiting, the workers idle, and whether the batcher is open, closed or failed: the only
 * state that the batcher's threads share. Every method is one atomic step and calls nothing that
 * could block or call back. Times are nanoseconds on the batcher's timer.
 */
final class BatcherState<R extends Row, T> {

  private final long linger;
  private final WaitingRows<PendingRow<R, T>> queue;
  private int idleWorkers;
  private int batchesRunning;
  private int unanswered;
  private boolean lingerArmed;
  private boolean closed;
  private boolean hung;
  private EngineFailedException failure;

  BatcherState(BatchingOptions options) {
    linger = options.linger().toNanos();
    queue =
        options.rowCount().isPresent()
            ? new ArrivalQueue<>(options.rowCount().get())
            : new BatchQueue<>(new TokenBudget(options.tokenBudget()));
    idleWorkers = options.workers();
  }

  /** Queues the row; returns the reason if the engine failed or the batcher is closed. */
  synchronized Optional<EngineFailedException> accept(PendingRow<R, T> row) {
    if (failure != null) {
      return Optional.of(
          new EngineFailedException("rejecting new rows: " + failure.getMessage(), failure));
    }
    if (closed) {
      return Optional.of(new EngineFailedException("batcher is closed; rejecting new rows", null));
    }
    queue.add(row);
    unanswered++;
    return Optional.empty();
  }

  synchronized int waiting() {
    return queue.size();
  }

  /** Activates an idle worker, if there is one and a batch is due. */
  synchronized boolean claimWorker(long now) {
    if (idleWorkers == 0 || queue.isEmpty() || lingerLeft(now) > 0) {
      return false;
    }
    idleWorkers--;
    return true;
  }

  /**
   * The time until a batch is due, if the caller must schedule it: returned once, until {@link
   * #lingerOver}.
   */
  synchronized Optional<Duration> armLinger(long now) {
    if (linger == 0 || lingerArmed || idleWorkers == 0 || queue.isEmpty()) {
      return Optional.empty();
    }
    lingerArmed = true;
    return Optional.of(Duration.ofNanos(Math.max(0, lingerLeft(now))));
  }

  synchronized void lingerOver() {
    lingerArmed = false;
  }

  /** The next batch for an active worker; if none is due, returns none and the worker is idle. */
  synchronized List<PendingRow<R, T>> takeBatch(long now) {
    if (queue.isEmpty() || lingerLeft(now) > 0) {
      idleWorkers++;
      return List.of();
    }
    batchesRunning++;
    return queue.takeBatch();
  }

  synchronized void leaveBatch() {
    batchesRunning--;
  }

  synchronized void answered() {
    unanswered--;
  }

  synchronized List<PendingRow<R, T>> takeAll() {
    return queue.takeAll();
  }

  /** Records an engine failure; true for the first one. */
  synchronized boolean fail(EngineFailedException cause, boolean hangs) {
    hung |= hangs;
    if (failure != null) {
      return false;
    }
    failure = cause;
    return true;
  }

  synchronized Optional<EngineFailedException> failure() {
    return Optional.ofNullable(failure);
  }

  synchronized void close() {
    closed = true;
  }

  synchronized boolean hung() {
    return hung;
  }

  /** Whether closed, all rows are answered, and no run is under way except hung ones. */
  synchronized boolean drained() {
    return closed && unanswered == 0 && (batchesRunning == 0 || hung);
  }

  synchronized boolean terminated() {
    return closed && unanswered == 0 && batchesRunning == 0;
  }

  /**
   * Nanoseconds until a batch of the waiting rows is due. Rows that fill a batch do not wait, nor
   * do rows of a closed batcher.
   */
  private long lingerLeft(long now) {
    if (linger == 0 || closed || queue.fillsABatch()) {
      return 0;
    }
    return linger - (now - queue.oldest().queuedAt());
  }
}
