package io.lexstream.loadtest.report;

import java.util.Locale;

/** Builds an SVG drawing that is readable on light and dark pages. */
final class Svg {

  static final String INK = "#1c2733";
  static final String PLAIN = "#9db4c8";
  static final String STRONG = "#1f77b4";
  static final String GRID = "#d5dde5";

  private static final String FONT = "13px system-ui, sans-serif";

  private final StringBuilder svg = new StringBuilder();

  Svg(int width, int height, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" aria-label=\"%s\">%n",
            width,
            height,
            width,
            height,
            escaped(title)));
    rectangle(0, 0, width, height, "#ffffff");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"12\" y=\"24\" style=\"font:600 15px system-ui, sans-serif\" fill=\"%s\">%s</text>%n",
            INK,
            escaped(title)));
  }

  void rectangle(double x, double y, double width, double height, String fill) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            width,
            height,
            fill));
  }

  void line(double x1, double y1, double x2, double y2, String stroke) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"1.5\"/>%n",
            x1,
            y1,
            x2,
            y2,
            stroke));
  }

  /**
   * @param points {@code x,y} pairs separated by spaces
   */
  void curve(String points, String stroke) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            points,
            stroke));
  }

  /**
   * @param anchor the point of the text at {@code x}: {@code start}, {@code middle} or {@code end}
   */
  void text(double x, double y, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" style=\"font:%s\" fill=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            FONT,
            INK,
            escaped(words)));
  }

  String finish() {
    return svg + "</svg>\n";
  }

  static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
