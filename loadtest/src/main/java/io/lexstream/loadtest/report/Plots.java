package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.report.BarChart.Bar;
import io.lexstream.loadtest.systems.SystemName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report's plots, as SVG by name. */
final class Plots {

  private Plots() {}

  static Map<String, String> of(Results results) {
    var plots = new LinkedHashMap<String, String>();
    plots.put("throughput", throughput(results, results.scenarios().get(0)));
    plots.put("share-of-ceiling", shares(results));
    if (!results.cpuSeconds().isEmpty()) {
      plots.put("cpu-by-part", cpu(results));
    }
    if (!results.loads().isEmpty()) {
      plots.put("latency", LatencyChart.draw(results.loads()));
    }
    return plots;
  }

  private static String throughput(Results results, String scenario) {
    var bars = new ArrayList<Bar>();
    for (SystemName system : SystemName.values()) {
      if (system != SystemName.HOST) {
        results
            .documentsPerSecond(scenario, system)
            .ifPresent(speed -> bars.add(bar(system.label(), system, speed)));
      }
    }
    return BarChart.draw("Documents per second, texts as sampled", "%.1f", bars);
  }

  private static String shares(Results results) {
    var bars = new ArrayList<Bar>();
    for (String scenario : results.scenarios()) {
      for (SystemName system : SystemName.values()) {
        if (system != SystemName.CEILING && system != SystemName.HOST) {
          results
              .ofCeiling(scenario, system)
              .ifPresent(ratio -> bars.add(bar(scenario + ", " + system, system, ratio)));
        }
      }
    }
    return BarChart.draw("Share of the ceiling, by length distribution and system", "%.2f", bars);
  }

  private static Bar bar(String label, SystemName system, Spread spread) {
    return new Bar(
        label, spread.median(), spread.least(), spread.largest(), system == SystemName.PIPELINE);
  }

  private static String cpu(Results results) {
    var bars =
        CpuShare.of(results.cpuSeconds()).stream()
            .map(part -> new Bar(part.name(), part.share(), 0, 0, false))
            .toList();
    return BarChart.draw("The pipeline's CPU time by part, share", "%.3f", bars);
  }
}
