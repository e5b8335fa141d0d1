package io.lexstream.loadtest.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a report as one HTML page that refers to nothing outside it. */
final class Html {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Lexstream: benchmark</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; color: #1c2733; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
      th, td { padding: .3rem .7rem; border-bottom: 1px solid #d5dde5; text-align: left; vertical-align: top; }
      th { font-weight: 600; }
      svg { max-width: 100%; height: auto; display: block; margin: 1.2rem 0; border: 1px solid #d5dde5; }
      code { background: #eef2f6; padding: .1rem .3rem; }
      </style>
      </head>
      <body>
      """;

  private static final String END = "</body>\n</html>\n";

  private Html() {}

  static String of(List<Part> parts) {
    return parts.stream().map(Html::part).collect(Collectors.joining("", HEAD, END));
  }

  private static String part(Part part) {
    if (part instanceof Part.Heading heading) {
      return element("h" + heading.level(), Svg.escaped(heading.text())) + "\n";
    }
    if (part instanceof Part.Paragraph paragraph) {
      return element("p", paragraph.spans().stream().map(Html::span).collect(Collectors.joining()))
          + "\n";
    }
    if (part instanceof Part.Bullets bullets) {
      return bullets.items().stream()
          .map(item -> element("li", Svg.escaped(item)))
          .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
    }
    if (part instanceof Part.Plot plot) {
      return plot.svg();
    }
    var table = (Part.Table) part;
    return "<table>\n"
        + row("th", table.columns())
        + table.rows().stream().map(cells -> row("td", cells)).collect(Collectors.joining())
        + "</table>\n";
  }

  private static String row(String cell, List<String> values) {
    return values.stream()
        .map(value -> element(cell, Svg.escaped(value)))
        .collect(Collectors.joining("", "<tr>", "</tr>\n"));
  }

  private static String span(Part.Span span) {
    if (span instanceof Part.Strong strong) {
      return element("strong", Svg.escaped(strong.text()));
    }
    if (span instanceof Part.Code code) {
      return element("code", Svg.escaped(code.text()));
    }
    return Svg.escaped(((Part.Plain) span).text());
  }

  private static String element(String name, String content) {
    return "<%s>%s</%s>".formatted(name, content, name);
  }
}
