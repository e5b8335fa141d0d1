package io.lexstream.loadtest.report;

import io.lexstream.loadtest.systems.OpenLoopMeasurement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws latency percentiles as SVG, one curve for each load. */
final class LatencyChart {

  private static final int WIDTH = 820;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int TOP = 50;
  private static final int BOTTOM = 330;
  private static final int RIGHT = 800;
  private static final String[] COLOURS = {"#1f77b4", "#d9822b", "#3a9a5c", "#a04fb5", "#c0392b"};

  private LatencyChart() {}

  static String draw(List<OpenLoopMeasurement> loads) {
    var svg =
        new Svg(WIDTH, HEIGHT, "Latency from event to committed result, ms, by share of documents");
    double most =
        loads.stream().mapToLong(load -> LatencyPercentiles.millis(load, 99)).max().orElse(1);
    double top = nice(most);
    for (int i = 0; i <= 4; i++) {
      double y = BOTTOM - (BOTTOM - TOP) * i / 4.0;
      svg.line(LEFT, y, RIGHT, y, Svg.GRID);
      svg.text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.0f", top * i / 4));
    }
    for (int percent = 0; percent <= 100; percent += 20) {
      svg.text(x(percent), BOTTOM + 18, "middle", percent + "%");
    }
    for (int i = 0; i < loads.size(); i++) {
      var load = loads.get(i);
      var colour = COLOURS[i % COLOURS.length];
      svg.curve(
          load.percentiles().stream()
              .filter(at -> at.percent() <= 99)
              .map(
                  at ->
                      String.format(
                          Locale.ROOT,
                          "%.1f,%.1f",
                          x(at.percent()),
                          BOTTOM - (BOTTOM - TOP) * at.millis() / top))
              .collect(Collectors.joining(" ")),
          colour);
      double legend = LEFT + (i % 2) * 370;
      double y = BOTTOM + 40 + 18 * (i / 2);
      svg.rectangle(legend, y - 9, 16, 4, colour);
      svg.text(legend + 22, y, "start", load.name());
    }
    return svg.finish();
  }

  private static double x(double percent) {
    return LEFT + (RIGHT - LEFT) * percent / 100;
  }

  /** Rounds up to 1, 2 or 5 times a power of ten. */
  private static double nice(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    for (double step : new double[] {1, 2, 5, 10}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
