package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.report.Part.Bullets;
import io.lexstream.loadtest.report.Part.Code;
import io.lexstream.loadtest.report.Part.Heading;
import io.lexstream.loadtest.report.Part.Paragraph;
import io.lexstream.loadtest.report.Part.Plain;
import io.lexstream.loadtest.report.Part.Plot;
import io.lexstream.loadtest.report.Part.Strong;
import io.lexstream.loadtest.report.Part.Table;
import io.lexstream.loadtest.systems.OpenLoopMeasurement;
import io.lexstream.loadtest.systems.SystemName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of a report: the tables, which Markdown and the page share, and what the page adds. */
final class ReportBody {

  private static final List<String> LOAD_COLUMNS =
      List.of("load", "documents/s", "p50", "p90", "p99", "largest", "largest lag");

  private ReportBody() {}

  /** Faults, tables and how they were measured. */
  static List<Part> tables(Results results, RunRecord run, List<String> faults) {
    var parts = new ArrayList<Part>();
    if (!faults.isEmpty()) {
      parts.add(Paragraph.of(new Strong("These figures are not reliable:")));
      parts.add(new Bullets(faults));
    }
    parts.addAll(RatioSection.of(results));
    for (String scenario : results.scenarios()) {
      parts.addAll(ScenarioSection.of(results, scenario));
    }
    parts.addAll(cpuTime(results));
    parts.addAll(latency(results.loads()));
    parts.addAll(notRun(results.notRun()));
    parts.add(
        Paragraph.of(
            new Plain("Measured by "), new Code(run.command()), Plain.of(" on %s", machine(run))));
    return parts;
  }

  /** The page: title, plots, tables, machine. */
  static List<Part> page(List<Part> tables, Map<String, String> plots, RunRecord run) {
    var parts = new ArrayList<Part>();
    parts.add(new Heading(1, "Lexstream: benchmark"));
    plots.forEach((name, svg) -> parts.add(new Plot(name, svg)));
    parts.addAll(tables);
    parts.add(new Heading(2, "Machine and versions"));
    var facts = new LinkedHashMap<String, String>(run.machine());
    facts.putAll(run.versions());
    facts.put("command", run.command());
    facts.put("finished", run.finishedAt().toString());
    parts.add(
        new Table(
            List.of("what", "value"),
            facts.entrySet().stream()
                .map(fact -> List.of(fact.getKey(), fact.getValue()))
                .toList()));
    return parts;
  }

  private static String machine(RunRecord run) {
    return "%s cores of %s, %s."
        .formatted(
            run.machine().get("cores"), run.machine().get("processor"), run.versions().get("java"));
  }

  private static List<Part> cpuTime(Results results) {
    if (results.cpuSeconds().isEmpty()) {
      return List.of();
    }
    return List.of(
        Paragraph.of(
            Plain.of(
                "The pipeline's CPU time by part, sampled over one drain of %s:",
                results.scenarios().get(0))),
        new Table(
            List.of("part", "CPU seconds", "share"),
            CpuShare.of(results.cpuSeconds()).stream()
                .map(
                    part ->
                        List.of(
                            "%s (%s)".formatted(part.name(), part.part().description()),
                            number("%.2f", part.seconds()),
                            number("%.3f", part.share())))
                .toList()));
  }

  private static List<Part> latency(List<OpenLoopMeasurement> loads) {
    if (loads.isEmpty()) {
      return List.of();
    }
    return List.of(
        Paragraph.of(new Plain("Latency from event to committed result, in ms:")),
        new Table(LOAD_COLUMNS, loads.stream().map(ReportBody::latency).toList()));
  }

  private static List<String> latency(OpenLoopMeasurement load) {
    var percentiles =
        Stream.of(50, 90, 99, 100)
            .map(percent -> Long.toString(LatencyPercentiles.millis(load, percent)));
    return Stream.of(
            Stream.of(load.name(), number("%.1f", load.perSecond())),
            percentiles,
            Stream.of(Integer.toString(load.largestLag())))
        .flatMap(cells -> cells)
        .toList();
  }

  /** One line for each reason, with the systems it applies to. */
  private static List<Part> notRun(Map<SystemName, String> reasons) {
    var systems = new LinkedHashMap<String, List<SystemName>>();
    reasons.forEach(
        (system, reason) -> systems.computeIfAbsent(reason, any -> new ArrayList<>()).add(system));
    return systems.entrySet().stream()
        .map(
            reason ->
                (Part)
                    Paragraph.of(
                        Plain.of("Not run: %s. %s", joined(reason.getValue()), reason.getKey())))
        .toList();
  }

  private static String joined(List<SystemName> systems) {
    return systems.stream().map(SystemName::label).collect(Collectors.joining(", "));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
