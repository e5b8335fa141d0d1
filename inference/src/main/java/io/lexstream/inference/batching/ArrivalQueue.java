package io.lexstream.inference.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches of a fixed number of rows, first come first served. Short rows are padded to the longest
 * row of their batch: the baseline that other rules are compared with. Not thread safe.
 */
final class ArrivalQueue<E extends Row> implements WaitingRows<E> {

  private final int rowCount;
  private final ArrayDeque<E> rows = new ArrayDeque<>();

  /**
   * @param rowCount rows in a full batch
   */
  ArrivalQueue(int rowCount) {
    this.rowCount = rowCount;
  }

  @Override
  public void add(E row) {
    rows.add(row);
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public boolean fillsABatch() {
    return rows.size() >= rowCount;
  }

  @Override
  public E oldest() {
    return rows.element();
  }

  @Override
  public List<E> takeBatch() {
    return take(Math.min(rowCount, rows.size()));
  }

  @Override
  public List<E> takeAll() {
    return take(rows.size());
  }

  private List<E> take(int count) {
    var taken = new ArrayList<E>(count);
    for (int i = 0; i < count; i++) {
      taken.add(rows.remove());
    }
    return taken;
  }
}
