package io.lexstream.loadtest.ceiling;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads and batch size with which a graph runs.
 *
 * @param callers threads that run batches in parallel
 * @param threads threads inside one run
 * @param rule unit of the batch size
 * @param size largest batch: rows, or rows times the longest row in tokens
 */
public record Layout(int callers, int threads, Rule rule, int size) {

  /** Unit of the batch size. */
  public enum Rule {
    ROWS,
    TOKENS
  }

  private static final int[] ROWS = {1, 8, 32};
  private static final int[] TOKENS = {128, 256, 512, 1024};

  /** All layouts to search: every way to divide the cores, with every batch size. */
  static List<Layout> grid(int cores) {
    var grid = new ArrayList<Layout>();
    for (int callers = 1; callers <= cores; callers++) {
      if (cores % callers != 0) {
        continue;
      }
      int threads = cores / callers;
      for (int rows : ROWS) {
        grid.add(new Layout(callers, threads, Rule.ROWS, rows));
      }
      for (int tokens : TOKENS) {
        grid.add(new Layout(callers, threads, Rule.TOKENS, tokens));
      }
    }
    return grid;
  }

  /** The pipeline's default on a CPU: one caller per core, batches of 256 tokens. */
  static Layout ofPipeline(int cores) {
    return new Layout(cores, 1, Rule.TOKENS, 256);
  }

  /** Whether a batch may have that many rows of at most that length. One row is always allowed. */
  boolean allows(int rows, int longest) {
    return rows == 1 || (rule == Rule.ROWS ? rows <= size : (long) rows * longest <= size);
  }

  /** A description for reports. */
  public String description() {
    return "%d %s x %d %s, %s"
        .formatted(
            callers,
            callers == 1 ? "caller" : "callers",
            threads,
            threads == 1 ? "thread" : "threads",
            rule == Rule.ROWS ? size + " rows" : "rows x longest row up to " + size + " tokens");
  }
}
