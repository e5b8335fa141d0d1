package io.lexstream.evaluation;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;

/** A table that reads well on a terminal and in a model card. Rows are printed as they come. */
public final class MarkdownTable {

  private final PrintWriter out;
  private final int columns;

  /** Prints the head of a table. */
  public MarkdownTable(PrintWriter out, String... titles) {
    this.out = out;
    this.columns = titles.length;
    row((Object[]) titles);
    row(Collections.nCopies(columns, "---").toArray());
  }

  /** Prints a row. */
  public void row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells in a table of " + columns);
    }
    out.println(
        Arrays.stream(cells)
            .map(cell -> cell.toString().replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }
}
