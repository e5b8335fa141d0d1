package io.lexstream.inference.batching;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A run returned NaN or an infinity for some rows of its batch. */
public final class NonFiniteOutputException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int[] rows;

  /**
   * @param rows indices of these rows in the batch, at least one
   */
  public NonFiniteOutputException(Collection<Integer> rows) {
    super("the output of row(s) " + new TreeSet<>(rows) + " of the batch is not finite");
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("at least one row must have a non-finite output");
    }
    this.rows = rows.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Indices in the batch, ascending. */
  public SortedSet<Integer> rows() {
    var sorted = new TreeSet<Integer>();
    Arrays.stream(rows).forEach(sorted::add);
    return Collections.unmodifiableSortedSet(sorted);
  }
}
