package io.lexstream.loadtest.report;

import java.util.List;
import java.util.Locale;

/** A part of a report. {@link Markdown} and {@link Html} write a list of parts. */
sealed interface Part {

  /**
   * A heading.
   *
   * @param level 1 for the title of the page
   */
  record Heading(int level, String text) implements Part {}

  /** A paragraph of differently set pieces. */
  record Paragraph(List<Span> spans) implements Part {

    static Paragraph of(Span... spans) {
      return new Paragraph(List.of(spans));
    }
  }

  /** A list with a bullet before each item. */
  record Bullets(List<String> items) implements Part {}

  /** A table. Each row has as many cells as there are columns. */
  record Table(List<String> columns, List<List<String>> rows) implements Part {

    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "row has %d cells, table has %d columns: %s"
                  .formatted(row.size(), columns.size(), row));
        }
      }
    }
  }

  /**
   * A plot.
   *
   * @param name name of its file, without the ending
   * @param svg the drawing
   */
  record Plot(String name, String svg) implements Part {}

  /** A piece of a paragraph. */
  sealed interface Span {}

  /** Text. */
  record Plain(String text) implements Span {

    static Plain of(String format, Object... values) {
      return new Plain(String.format(Locale.ROOT, format, values));
    }
  }

  /** Emphasized text. */
  record Strong(String text) implements Span {}

  /** A command or a name from code. */
  record Code(String text) implements Span {}
}
