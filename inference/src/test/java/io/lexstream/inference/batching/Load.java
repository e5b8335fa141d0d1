package io.lexstream.inference.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Batches formed under load: a fixed number of rows always waits, as with a source that is faster
 * than the engine and callers that limit the rows in flight.
 */
final class Load {

  /** The totals of all batches. */
  record Total(int batches, BatchShape shape) {

    double rowsPerBatch() {
      return (double) shape.rows() / batches;
    }
  }

  private final IntSupplier lengths;
  private final int waiting;
  private final int rows;

  /**
   * @param waiting rows that wait whenever a batch is formed
   * @param rows number of all rows
   */
  Load(IntSupplier lengths, int waiting, int rows) {
    this.lengths = lengths;
    this.waiting = waiting;
    this.rows = rows;
  }

  Total byTokenBudget(int budget) {
    var queue = new BatchQueue<TestRow>(new TokenBudget(budget));
    var batches = new ArrayList<List<TestRow>>();
    for (int arrived = 0; arrived < rows; ) {
      while (queue.size() < waiting) {
        queue.add(TestRow.healthy(arrived++, lengths.getAsInt()));
      }
      batches.add(queue.takeBatch());
    }
    return total(batches);
  }

  Total firstComeFirstServed(int batchRows) {
    var queue = new ArrayDeque<TestRow>();
    var batches = new ArrayList<List<TestRow>>();
    for (int arrived = 0; arrived < rows; ) {
      while (queue.size() < Math.max(waiting, batchRows)) {
        queue.add(TestRow.healthy(arrived++, lengths.getAsInt()));
      }
      var batch = new ArrayList<TestRow>();
      while (batch.size() < batchRows) {
        batch.add(queue.remove());
      }
      batches.add(batch);
    }
    return total(batches);
  }

  private static Total total(List<List<TestRow>> batches) {
    var shapes = batches.stream().map(BatchShape::of).toList();
    return new Total(
        batches.size(),
        new BatchShape(
            shapes.stream().mapToInt(BatchShape::rows).sum(),
            shapes.stream().mapToLong(BatchShape::tokens).sum(),
            shapes.stream().mapToLong(BatchShape::paddedTokens).sum()));
  }
}
