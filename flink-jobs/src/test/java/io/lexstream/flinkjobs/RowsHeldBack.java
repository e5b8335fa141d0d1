package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import java.util.concurrent.TimeUnit;

/**
 * Holds the only worker after its first batch until all other rows wait, so that they share
 * batches. Reports the size of the largest batch that failed.
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
  public synchronized void record(AnalyzerMetric metric, long value) {
    switch (metric) {
      case QUEUE_TIME -> taken++;
      case QUEUE_DEPTH -> {
        waiting = (int) value;
        notifyAll();
      }
      case BATCH_ROWS -> waitForAllRows();
      case FAILED_BATCH_ROWS -> largestFailedBatch = Math.max(largestFailedBatch, (int) value);
      default -> {}
    }
  }

  private synchronized void waitForAllRows() {
    long deadline = System.nanoTime() + PATIENCE;
    try {
      while (taken + waiting < rows && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.timedWait(this, 100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized int inLargestFailedBatch() {
    return largestFailedBatch;
  }
}
