package io.lexstream.loadtest.report;

import java.util.Arrays;
import java.util.Map;

/** The report as one page that needs nothing else: the Markdown's tables, with the plots. */
final class HtmlReport {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Lexstream: measured</title>
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
      <h1>Lexstream: measured</h1>
      """;

  private HtmlReport() {}

  static String of(String markdown, Map<String, String> plots, RunRecord run) {
    var page = new StringBuilder(HEAD);
    plots.values().forEach(page::append);
    boolean inTable = false;
    for (String line : markdown.split("\n", -1)) {
      boolean row = line.startsWith("|");
      if (row && !inTable) {
        page.append("<table>\n");
      } else if (!row && inTable) {
        page.append("</table>\n");
      }
      if (row) {
        row(page, line, !inTable);
      } else if (!line.isBlank()) {
        page.append("<p>").append(inline(line)).append("</p>\n");
      }
      inTable = row;
    }
    page.append("<h2>Machine and versions</h2>\n<table>\n");
    run.machine().forEach((name, value) -> pair(page, name, value));
    run.versions().forEach((name, value) -> pair(page, name, value));
    pair(page, "command", run.command());
    pair(page, "finished", run.finishedAt().toString());
    return page.append("</table>\n</body>\n</html>\n").toString();
  }

  private static void row(StringBuilder page, String line, boolean head) {
    if (line.startsWith("| ---")) {
      return;
    }
    String cell = head ? "th" : "td";
    page.append("<tr>");
    Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
        .forEach(
            value ->
                page.append('<')
                    .append(cell)
                    .append('>')
                    .append(inline(value.strip()))
                    .append("</")
                    .append(cell)
                    .append('>'));
    page.append("</tr>\n");
  }

  private static void pair(StringBuilder page, String name, String value) {
    page.append("<tr><td>")
        .append(Svg.escaped(name))
        .append("</td><td>")
        .append(Svg.escaped(value))
        .append("</td></tr>\n");
  }

  private static String inline(String text) {
    return Svg.escaped(text)
        .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>")
        .replaceAll("`([^`]+)`", "<code>$1</code>");
  }
}
