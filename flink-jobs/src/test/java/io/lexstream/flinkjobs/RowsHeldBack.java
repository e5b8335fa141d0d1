package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Holds the only worker after its first batch until all other rows wait, so that they go into
 * batches together; and tells how large the batches are that fail.
 */
final class RowsHeldBack implements AnalyzerListener {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  private final int rows;
  private int taken;
  private int waiting;
  private int largestFailedBatch;

  RowsHeldBack(int rows) {
    this.rows = rows;
  }

  @Override
  public synchronized void rowWaited(String model, Duration waited) {
    taken++;
  }

  @Override
  public synchronized void queueDepth(String model, int depth) {
    waiting = depth;
    notifyAll();
  }

  @Override
  public synchronized void batchRun(
      String model, int batchRows, int tokens, int paddedTokens, Duration took) {
    long deadline = System.nanoTime() + PATIENCE;
    try {
      while (taken + waiting < rows && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.timedWait(this, 100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void batchFailed(String model, int batchRows, Throwable cause) {
    largestFailedBatch = Math.max(largestFailedBatch, batchRows);
  }

  synchronized int inLargestFailedBatch() {
    return largestFailedBatch;
  }
}
