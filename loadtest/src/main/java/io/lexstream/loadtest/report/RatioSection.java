package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.report.Part.Paragraph;
import io.lexstream.loadtest.report.Part.Plain;
import io.lexstream.loadtest.report.Part.Table;
import io.lexstream.loadtest.systems.SystemName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The main ratios, and what makes the PyTorch consumer slower than the ceiling. */
final class RatioSection {

  private static final List<String> COLUMNS =
      List.of("ratio", "estimate", "median", "deviation", "least", "largest", "rounds");

  private RatioSection() {}

  static List<Part> of(Results results) {
    var main = results.scenarios().get(0);
    var ratios = Ratios.of(results, main);
    var rows = new ArrayList<List<String>>();
    ratios.endToEndOverCeiling().ifPresent(ratio -> rows.add(row("end to end / ceiling", ratio)));
    ratios
        .ceilingOverBaseline()
        .forEach((baseline, ratio) -> rows.add(row("ceiling / " + baseline, ratio)));
    ratios
        .hostDocumentsPerCpuSecond()
        .ifPresent(ratio -> rows.add(row("host: documents per CPU second", ratio)));
    var parts = new ArrayList<Part>();
    parts.add(new Table(COLUMNS, rows));
    PythonCosts.of(results, main)
        .ifPresent(costs -> parts.add(Paragraph.of(new Plain(factors(costs)))));
    return parts;
  }

  private static String factors(PythonCosts costs) {
    return String.format(
        Locale.ROOT,
        "ceiling / %s: %.2f passes x %.2f tokens computed in a pass (padding, overlap)"
            + " x %.2f seconds for a token (precision, kernels, shapes) x %.2f overhead",
        SystemName.PYTHON_PYTORCH,
        costs.passes(),
        costs.padding(),
        costs.precision(),
        costs.overhead());
  }

  private static List<String> row(String name, Spread ratio) {
    String format = ratio.median() >= 100 ? "%.0f" : "%.3f";
    var figures =
        Stream.of(
                ratio.estimate(), ratio.median(), ratio.deviation(), ratio.least(), ratio.largest())
            .map(figure -> String.format(Locale.ROOT, format, figure));
    return Stream.of(Stream.of(name), figures, Stream.of(Integer.toString(ratio.values().size())))
        .flatMap(cells -> cells)
        .toList();
  }
}
