package io.lexstream.inference.batching;

import java.util.List;

/** Rows that wait for a batch, and the rule by which batches are formed. */
interface WaitingRows<E extends Row> {

  void add(E row);

  int size();

  boolean isEmpty();

  /** Whether there are enough rows for a full batch. */
  boolean fillsABatch();

  /** The row that has waited longest; there must be one. */
  E oldest();

  /** Takes the next batch out, oldest row first; there must be a row. */
  List<E> takeBatch();

  /** Takes all rows out, in order of arrival. */
  List<E> takeAll();
}
