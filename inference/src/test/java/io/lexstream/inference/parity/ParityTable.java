package io.lexstream.inference.parity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The table of families and tasks in {@code docs/models.md}, between two markers. It shows whether
 * differences are within the tolerance. It shows no digits, because they depend on the machine.
 */
final class ParityTable {

  static final double TOLERANCE = 1e-4;

  private static final Path PAGE = Path.of("..", "docs", "models.md");
  private static final String BEGIN = "<!-- parity table: begin, written by ParityTest -->\n";
  private static final String END = "<!-- parity table: end -->";

  private final Map<String, List<Measurement>> byFamily;

  ParityTable(List<Measurement> measurements) {
    byFamily =
        measurements.stream()
            .collect(groupingBy(each -> each.model().family(), LinkedHashMap::new, toList()));
  }

  /** The table as Markdown. */
  String markdown() {
    var table =
        new StringBuilder(
            """
            | family | tokenizer | one of several labels | several labels at once | a single label \
            | tags | entities, `words: transformers` | entities, `words: text` |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
    byFamily.forEach(
        (family, all) -> {
          var cells =
              List.of(
                  family,
                  all.get(0).model().tokenizer(),
                  cell(all, task("single-label")),
                  cell(all, task("multi-label")),
                  cell(all, task("one-label")),
                  all.stream().map(each -> each.model().scheme()).distinct().collect(joining(" ")),
                  cell(all, each -> each.words().equals("transformers")),
                  cell(all, each -> each.words().equals("text")));
          var row = cells.stream().map(String::strip).map(each -> each.isEmpty() ? "-" : each);
          table.append(row.collect(joining(" | ", "| ", " |\n")));
        });
    return table.toString();
  }

  private static Predicate<Measurement> task(String task) {
    return each -> each.model().task().equals(task);
  }

  private static String cell(List<Measurement> all, Predicate<Measurement> part) {
    List<Measurement> measured = all.stream().filter(part).toList();
    if (measured.isEmpty()) {
      return "";
    }
    boolean same =
        measured.stream()
            .allMatch(each -> each.mismatches().isEmpty() && each.largest() <= TOLERANCE);
    String strategies = measured.stream().map(Measurement::strategy).collect(joining(", "));
    return (same ? "<= 1e-4 " : "differs ") + (strategies.isEmpty() ? "" : "(" + strategies + ")");
  }

  /** The table in the documentation. */
  static String committed() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
  }

  /** Writes this table into the documentation. */
  void write() throws IOException {
    String page = Files.readString(PAGE);
    Files.writeString(
        PAGE,
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + markdown()
            + page.substring(page.indexOf(END)));
  }
}
