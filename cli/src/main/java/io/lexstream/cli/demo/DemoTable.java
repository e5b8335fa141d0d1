package io.lexstream.cli.demo;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Formats figures as a table for a terminal or as one line for a log. */
final class DemoTable {

  private static final int WIDTH = 78;
  private static final int NAME = 11;
  private static final int BAR = 40;
  private static final int ENTITIES = 8;

  private DemoTable() {}

  /**
   * Returns lines of at most 78 columns.
   *
   * @param sent number of documents sent so far
   */
  static List<String> lines(long sent, DemoFigures figures) {
    var lines = new ArrayList<String>();
    lines.add(
        row(
            "documents",
            number(figures.documents())
                + " of "
                + number(sent)
                + "  "
                + rate(figures)
                + "   "
                + latency(figures)
                + "   lag "
                + number(figures.lag())));
    lines.add(row("sentiment", mix(figures)));
    lines.add(
        row("toxic", number(figures.toxic()) + "  " + share(figures.toxic(), figures.documents())));
    lines.add(
        row(
            "decisions",
            list(figures.decisions(), 3) + "   dead letters " + number(figures.deadLetters())));
    lines.add(row("languages", list(figures.languages(), 6)));
    lines.add(row("entities", list(figures.entities(), ENTITIES)));
    return lines;
  }

  /** Returns all figures in one line. */
  static String line(long sent, DemoFigures figures) {
    return "documents "
        + number(figures.documents())
        + " of "
        + number(sent)
        + " ("
        + rate(figures)
        + "), "
        + latency(figures)
        + ", lag "
        + number(figures.lag())
        + ", "
        + shares(figures)
        + ", toxic "
        + share(figures.toxic(), figures.documents())
        + ", "
        + list(figures.decisions(), 3)
        + ", dead letters "
        + number(figures.deadLetters())
        + ", "
        + list(figures.languages(), 3);
  }

  private static String row(String name, String value) {
    return cut("  " + name + " ".repeat(NAME - name.length()) + value);
  }

  private static String rate(DemoFigures figures) {
    return String.format(Locale.ROOT, "%.1f/s", figures.perSecond());
  }

  private static String latency(DemoFigures figures) {
    return "latency p50 " + time(figures.p50()) + " p99 " + time(figures.p99());
  }

  private static String time(OptionalLong ms) {
    return ms.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f s", ms.getAsLong() / 1000.0);
  }

  /** Returns a bar with the share of each label, and the shares as numbers. */
  private static String mix(DemoFigures figures) {
    long all = sum(figures.sentiments());
    if (all == 0) {
      return "-";
    }
    long negative = Math.round((double) BAR * of(figures, "negative") / all);
    long positive = Math.round((double) BAR * of(figures, "positive") / all);
    long neutral = Math.max(0, BAR - negative - positive);
    return "░".repeat((int) negative)
        + "▒".repeat((int) neutral)
        + "█".repeat((int) positive)
        + "  -"
        + percent(of(figures, "negative"), all)
        + " ="
        + percent(of(figures, "neutral"), all)
        + " +"
        + percent(of(figures, "positive"), all);
  }

  private static String shares(DemoFigures figures) {
    long all = sum(figures.sentiments());
    return figures.sentiments().entrySet().stream()
        .map(label -> label.getKey() + " " + percent(label.getValue(), all))
        .collect(Collectors.joining(" "));
  }

  private static long of(DemoFigures figures, String sentiment) {
    return figures.sentiments().getOrDefault(sentiment, 0L);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "-" : Math.round(100.0 * part / whole) + "%";
  }

  private static String list(Map<String, Long> counts, int most) {
    return counts.isEmpty()
        ? "-"
        : counts.entrySet().stream()
            .limit(most)
            .map(count -> count.getKey() + " " + number(count.getValue()))
            .collect(Collectors.joining("  "));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** As much of {@code line} as fits: Chinese characters take two columns. */
  static String cut(String line) {
    int columns = 0;
    int at = 0;
    while (at < line.length()) {
      int codePoint = line.codePointAt(at);
      columns += columns(codePoint);
      if (columns > WIDTH) {
        return line.substring(0, at);
      }
      at += Character.charCount(codePoint);
    }
    return line;
  }

  private static int columns(int codePoint) {
    int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
    boolean isWide =
        width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
    return isWide ? 2 : 1;
  }
}
