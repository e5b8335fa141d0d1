package io.lexstream.loadtest.report;

import java.util.List;
import java.util.Locale;

/** Draws horizontal bars as SVG, each with a line from its least to its largest value. */
final class BarChart {

  private static final int WIDTH = 820;
  private static final int LABELS = 330;
  private static final int VALUES = 70;
  private static final int BAR = 18;
  private static final int STEP = 28;
  private static final int TOP = 44;

  private BarChart() {}

  /**
   * A bar.
   *
   * @param least left end of the spread; no spread is drawn if it equals {@code largest}
   * @param strong whether to emphasize the bar
   */
  record Bar(String label, double value, double least, double largest, boolean strong) {}

  /**
   * Draws bars that begin at 0.
   *
   * @param format format of the values
   */
  static String draw(String title, String format, List<Bar> bars) {
    double scale =
        (WIDTH - LABELS - VALUES)
            / bars.stream().mapToDouble(bar -> Math.max(bar.value, bar.largest)).max().orElse(1);
    int height = TOP + STEP * bars.size() + 8;
    var svg = new Svg(WIDTH, height, title);
    int y = TOP;
    for (Bar bar : bars) {
      svg.text(LABELS - 8, y + BAR - 4, "end", bar.label);
      svg.rectangle(LABELS, y, bar.value * scale, BAR, bar.strong ? Svg.STRONG : Svg.PLAIN);
      if (bar.largest > bar.least) {
        double middle = y + BAR / 2.0;
        svg.line(LABELS + bar.least * scale, middle, LABELS + bar.largest * scale, middle, Svg.INK);
      }
      svg.text(
          LABELS + Math.max(bar.value, bar.largest) * scale + 6,
          y + BAR - 4,
          "start",
          String.format(Locale.ROOT, format, bar.value));
      y += STEP;
    }
    return svg.finish();
  }
}
