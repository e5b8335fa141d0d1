package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.systems.BatchTotals;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report as Markdown: what the command prints, and what documents quote. */
final class MarkdownReport {

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Results results) {
    this.results = results;
  }

  static String of(Results results, RunRecord run) {
    var report = new MarkdownReport(results);
    report.ratios();
    results.scenarios().forEach(report::scenario);
    report.cpu();
    report.loads();
    report.notRun();
    report.line("Measured by `%s` on %s", run.command(), machine(run));
    return report.text.toString();
  }

  static String machine(RunRecord run) {
    return run.machine().get("cores")
        + " cores of "
        + run.machine().get("processor")
        + ", "
        + run.versions().get("java")
        + ".";
  }

  private void ratios() {
    var main = results.scenarios().get(0);
    var ratios = Ratios.of(results, main);
    line("| ratio | estimate | median | deviation | least | largest | rounds |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    ratios.endToEndOverCeiling().ifPresent(ratio -> ratio("end to end / ceiling", ratio));
    ratios
        .ceilingOverBaseline()
        .forEach((baseline, ratio) -> ratio("ceiling / " + baseline, ratio));
    ratios
        .hostDocumentsPerCpuSecond()
        .ifPresent(ratio -> ratio("host: documents per CPU second", ratio));
    line("");
    PythonCosts.of(results, main)
        .ifPresent(
            costs ->
                line(
                    "ceiling / c: %.2f passes x %.2f tokens computed a pass (padding, overlap)"
                        + " x %.2f seconds a token (precision, kernels, shapes) x %.2f overhead%n",
                    costs.passes(), costs.padding(), costs.precision(), costs.overhead()));
  }

  private void ratio(String name, Spread ratio) {
    String number = ratio.median() >= 100 ? "%.0f" : "%.3f";
    line(
        "| %s " + ("| " + number + " ").repeat(5) + "| %d |",
        name,
        ratio.estimate(),
        ratio.median(),
        ratio.deviation(),
        ratio.least(),
        ratio.largest(),
        ratio.values().size());
  }

  private void scenario(String scenario) {
    var any = results.of(scenario, Compared.CEILING.system());
    line(
        "**%s**: %d documents, %d tokens a round; median over rounds (%d) and its deviation.",
        scenario,
        any.isEmpty() ? 0 : any.get(0).documents(),
        any.isEmpty() ? 0 : any.get(0).textTokens(),
        any.size());
    if (results.trials().containsKey(scenario)) {
      line(
          "The ceiling's best layout is %s.%n",
          results.trials().get(scenario).get(0).layout().description());
    }
    line(
        "| system | | documents/s | tokens/s | of the ceiling | padding | rows/batch | CPU ms a"
            + " document\\* | memory MB | equal labels |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Compared system : Compared.values()) {
      if (!results.of(scenario, system.system()).isEmpty()) {
        row(scenario, system);
      }
    }
    line("");
    line("\\* of the system's own process; Kafka's is another.%n");
  }

  private void row(String scenario, Compared system) {
    var name = system.system();
    line(
        "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
        name,
        system.description(),
        results
            .documentsPerSecond(scenario, name)
            .map(
                speed ->
                    String.format(Locale.ROOT, "%.1f ± %.1f", speed.median(), speed.deviation()))
            .orElse(""),
        median(scenario, name, "%.0f", reading -> reading.textTokens() / reading.seconds()),
        system == Compared.HOST ? "" : number("%.3f", results.ofCeiling(scenario, name)),
        batches(scenario, name, "%.3f", BatchTotals::paddingRatio),
        batches(scenario, name, "%.1f", BatchTotals::rowsPerBatch),
        median(scenario, name, "%.2f", reading -> 1e3 * reading.cpuSeconds() / reading.documents()),
        median(scenario, name, "%.0f", reading -> reading.residentBytes() / 1e6),
        agreement(scenario, name));
  }

  private String batches(
      String scenario, String system, String format, Function<BatchTotals, Double> quantity) {
    var known =
        results.of(scenario, system).stream()
            .flatMap(reading -> reading.batches().stream())
            .filter(batches -> batches.batches() > 0)
            .map(quantity)
            .toList();
    if (known.isEmpty() && quantityIsPadding(format)) {
      return account(scenario, system);
    }
    return number(format, Spread.of(known));
  }

  private static boolean quantityIsPadding(String format) {
    return format.equals("%.3f");
  }

  private String account(String scenario, String system) {
    return number(
        "%.3f",
        Spread.of(
            results.of(scenario, system).stream()
                .filter(reading -> reading.account().containsKey("padding_ratio"))
                .map(reading -> reading.account().get("padding_ratio"))
                .toList()));
  }

  private String agreement(String scenario, String system) {
    return number(
        "%.4f",
        Spread.of(
            results.of(scenario, system).stream()
                .flatMap(reading -> reading.agreement().stream())
                .toList()));
  }

  private String median(
      String scenario, String system, String format, Function<Reading, Double> quantity) {
    return number(format, results.spread(scenario, system, quantity));
  }

  private static String number(String format, Optional<Spread> spread) {
    return spread.map(known -> String.format(Locale.ROOT, format, known.median())).orElse("");
  }

  private void cpu() {
    double all = results.cpuSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
    if (all == 0) {
      return;
    }
    line(
        "The pipeline's CPU time by part (sampled over one drain of %s):%n",
        results.scenarios().get(0));
    line("| part | CPU seconds | share |");
    line("| --- | --- | --- |");
    results.cpuSeconds().entrySet().stream()
        .sorted((one, other) -> Double.compare(other.getValue(), one.getValue()))
        .forEach(
            part ->
                line(
                    "| %s (%s) | %.2f | %.3f |",
                    part.getKey().name().toLowerCase(Locale.ROOT),
                    part.getKey().description(),
                    part.getValue(),
                    part.getValue() / all));
    line("");
  }

  private void loads() {
    if (results.loads().isEmpty()) {
      return;
    }
    line("Latency from event to committed output, in ms:%n");
    line("| load | documents/s | p50 | p90 | p99 | largest | largest lag |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    for (var load : results.loads()) {
      line(
          "| %s | %.1f | %d | %d | %d | %d | %d |",
          load.name(),
          load.perSecond(),
          LatencyPercentiles.millis(load, 50),
          LatencyPercentiles.millis(load, 90),
          LatencyPercentiles.millis(load, 99),
          LatencyPercentiles.millis(load, 100),
          load.largestLag());
    }
    line("");
  }

  private void notRun() {
    results.notRun().values().stream()
        .distinct()
        .forEach(
            reason ->
                line(
                    "%s %s",
                    results.notRun().entrySet().stream()
                        .filter(system -> system.getValue().equals(reason))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", ")),
                    reason));
    if (!results.notRun().isEmpty()) {
      line("");
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
