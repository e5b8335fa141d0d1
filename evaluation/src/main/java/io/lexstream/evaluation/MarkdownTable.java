package io.lexstream.evaluation;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;

/** Prints a Markdown table row by row. Not thread safe. */
public final class MarkdownTable {

  private final PrintWriter out;
  private final int columns;

  /** Prints the header. */
  public MarkdownTable(PrintWriter out, String... titles) {
    this.out = out;
    this.columns = titles.length;
    row((Object[]) titles);
    row(Collections.nCopies(columns, "---").toArray());
  }

  /**
   * Prints a row.
   *
   * @throws IllegalArgumentException if the number of cells differs from the header's
   */
  public void row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "row has %d cells, table has %d columns".formatted(cells.length, columns));
    }
    out.println(
        Arrays.stream(cells)
            .map(cell -> cell.toString().replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }
}
