package io.lexstream.loadtest.ceiling;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to run a graph.
 *
 * @param callers threads that run batches side by side
 * @param threads threads inside one run
 * @param rule what bounds a batch
 * @param size the bound: rows, or rows times longest row in tokens
 */
public record Layout(int callers, int threads, Rule rule, int size) {

  /** What bounds a batch. */
  public enum Rule {
    ROWS,
    TOKENS
  }

  private static final int[] ROWS = {1, 8, 32};
  private static final int[] TOKENS = {128, 256, 512, 1024};

  /** The grid that is searched: every way to share the cores, times batch sizes of both rules. */
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

  /** The pipeline's defaults on a CPU: a caller a core, batches of 256 tokens. */
  static Layout ofPipeline(int cores) {
    return new Layout(cores, 1, Rule.TOKENS, 256);
  }

  /** Whether a batch may have that many rows of that length at most. One row always may. */
  boolean allows(int rows, int longest) {
    return rows == 1 || (rule == Rule.ROWS ? rows <= size : (long) rows * longest <= size);
  }

  /** In words, for reports. */
  public String description() {
    return callers
        + (callers == 1 ? " caller x " : " callers x ")
        + threads
        + (threads == 1 ? " thread, " : " threads, ")
        + (rule == Rule.ROWS ? size + " rows" : "rows x longest up to " + size + " tokens");
  }
}
