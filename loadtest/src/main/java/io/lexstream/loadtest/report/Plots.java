package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.report.BarChart.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    for (Compared system : Compared.values()) {
      if (system != Compared.HOST) {
        results
            .documentsPerSecond(scenario, system.system())
            .ifPresent(
                speed ->
                    bars.add(
                        new Bar(
                            label(system),
                            speed.median(),
                            speed.least(),
                            speed.largest(),
                            system == Compared.PIPELINE)));
      }
    }
    return BarChart.draw("Documents a second, texts as sampled", "%.1f", bars);
  }

  private static String label(Compared system) {
    return switch (system) {
      case CEILING -> "ceiling: bare ONNX Runtime";
      case PIPELINE -> "pipeline";
      case A -> "a: Flink map, one document a run";
      case B -> "b: batches of 32 in order of arrival";
      case C -> "c: Python, PyTorch, a model a task";
      case D -> "d: Python, ONNX Runtime, batches of 32";
      case E -> "e: Python, ONNX Runtime, sorted";
      case HOST -> "host: no model";
    };
  }

  private static String shares(Results results) {
    var bars = new ArrayList<Bar>();
    for (String scenario : results.scenarios()) {
      for (Compared system :
          List.of(Compared.PIPELINE, Compared.A, Compared.B, Compared.C, Compared.D, Compared.E)) {
        results
            .ofCeiling(scenario, system.system())
            .ifPresent(
                ratio ->
                    bars.add(
                        new Bar(
                            scenario + ", " + system.system(),
                            ratio.median(),
                            ratio.least(),
                            ratio.largest(),
                            system == Compared.PIPELINE)));
      }
    }
    return BarChart.draw("Share of the ceiling, by lengths of texts and system", "%.2f", bars);
  }

  private static String cpu(Results results) {
    double all = results.cpuSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
    var bars = new ArrayList<Bar>();
    results.cpuSeconds().entrySet().stream()
        .sorted((one, other) -> Double.compare(other.getValue(), one.getValue()))
        .forEach(
            part ->
                bars.add(
                    new Bar(
                        part.getKey().name().toLowerCase(Locale.ROOT),
                        part.getValue() / all,
                        0,
                        0,
                        false)));
    return BarChart.draw("The pipeline's CPU time by part, share", "%.3f", bars);
  }
}
