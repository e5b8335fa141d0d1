package io.lexstream.loadtest.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a report as Markdown. */
final class Markdown {

  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_|<]");

  private Markdown() {}

  /** The parts, separated by blank lines. */
  static String of(List<Part> parts) {
    return parts.stream().map(Markdown::part).collect(Collectors.joining("\n"));
  }

  private static String part(Part part) {
    if (part instanceof Part.Heading heading) {
      return "#".repeat(heading.level()) + " " + escaped(heading.text()) + "\n";
    }
    if (part instanceof Part.Paragraph paragraph) {
      return paragraph.spans().stream().map(Markdown::span).collect(Collectors.joining()) + "\n";
    }
    if (part instanceof Part.Bullets bullets) {
      return bullets.items().stream()
          .map(item -> "- " + escaped(item) + "\n")
          .collect(Collectors.joining());
    }
    if (part instanceof Part.Plot plot) {
      return "![%1$s](%1$s.svg)%n".formatted(plot.name());
    }
    var table = (Part.Table) part;
    return row(table.columns())
        + "| --- ".repeat(table.columns().size())
        + "|\n"
        + table.rows().stream().map(Markdown::row).collect(Collectors.joining());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> "| " + escaped(cell) + " ")
        .collect(Collectors.joining("", "", "|\n"));
  }

  private static String span(Part.Span span) {
    if (span instanceof Part.Strong strong) {
      return "**" + escaped(strong.text()) + "**";
    }
    if (span instanceof Part.Code code) {
      return "`" + code.text() + "`";
    }
    return escaped(((Part.Plain) span).text());
  }

  private static String escaped(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
