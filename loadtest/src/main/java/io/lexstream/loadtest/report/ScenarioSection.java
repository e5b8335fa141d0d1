package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.report.Part.Paragraph;
import io.lexstream.loadtest.report.Part.Plain;
import io.lexstream.loadtest.report.Part.Strong;
import io.lexstream.loadtest.report.Part.Table;
import io.lexstream.loadtest.systems.BatchTotals;
import io.lexstream.loadtest.systems.SystemName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One scenario: a row for each system that was measured in it. */
final class ScenarioSection {

  private static final List<String> COLUMNS =
      List.of(
          "system",
          "",
          "documents/s",
          "tokens/s",
          "share of ceiling",
          "padding",
          "rows/batch",
          "CPU ms/document*",
          "memory MB",
          "equal labels");

  private final Results results;
  private final String scenario;

  private ScenarioSection(Results results, String scenario) {
    this.results = results;
    this.scenario = scenario;
  }

  static List<Part> of(Results results, String scenario) {
    var section = new ScenarioSection(results, scenario);
    return List.of(
        section.heading(),
        section.table(),
        Paragraph.of(new Plain("* of the system's own process, without Kafka.")));
  }

  private Part heading() {
    var readings = results.of(scenario, SystemName.CEILING);
    var size =
        Plain.of(
            ": %d documents, %d tokens in a round; medians and deviations over %d rounds.",
            readings.isEmpty() ? 0 : readings.get(0).documents(),
            readings.isEmpty() ? 0 : readings.get(0).textTokens(),
            readings.size());
    var layout =
        Optional.ofNullable(results.trials().get(scenario))
            .map(
                trials ->
                    " The ceiling's best layout is %s."
                        .formatted(trials.get(0).layout().description()))
            .orElse("");
    return Paragraph.of(new Strong(scenario), size, new Plain(layout));
  }

  private Part table() {
    return new Table(
        COLUMNS,
        Arrays.stream(SystemName.values())
            .filter(system -> !results.of(scenario, system).isEmpty())
            .map(this::row)
            .toList());
  }

  private List<String> row(SystemName system) {
    return List.of(
        system.label(),
        system.description(),
        results
            .documentsPerSecond(scenario, system)
            .map(
                speed ->
                    String.format(Locale.ROOT, "%.1f ± %.1f", speed.median(), speed.deviation()))
            .orElse(""),
        median(system, "%.0f", reading -> reading.textTokens() / reading.seconds()),
        system == SystemName.HOST ? "" : number("%.3f", results.ofCeiling(scenario, system)),
        number("%.3f", padding(system)),
        number("%.1f", overBatches(system, BatchTotals::rowsPerBatch)),
        median(system, "%.2f", reading -> 1e3 * reading.cpuSeconds() / reading.documents()),
        median(system, "%.0f", reading -> reading.residentBytes() / 1e6),
        number("%.4f", over(system, Reading::agreement)));
  }

  /**
   * Share of padding among the computed tokens, as counted from outside or by the system itself.
   */
  private Optional<Spread> padding(SystemName system) {
    return overBatches(system, BatchTotals::paddingRatio)
        .or(
            () ->
                over(
                    system,
                    reading -> Optional.ofNullable(reading.account().get("padding_ratio"))));
  }

  private Optional<Spread> overBatches(SystemName system, Function<BatchTotals, Double> quantity) {
    return over(
        system, reading -> reading.batches().filter(totals -> totals.batches() > 0).map(quantity));
  }

  /** A quantity that only some readings have. */
  private Optional<Spread> over(SystemName system, Function<Reading, Optional<Double>> quantity) {
    return Spread.of(
        results.of(scenario, system).stream()
            .flatMap(reading -> quantity.apply(reading).stream())
            .toList());
  }

  private String median(SystemName system, String format, Function<Reading, Double> quantity) {
    return number(format, results.spread(scenario, system, quantity));
  }

  private static String number(String format, Optional<Spread> spread) {
    return spread.map(known -> String.format(Locale.ROOT, format, known.median())).orElse("");
  }
}
