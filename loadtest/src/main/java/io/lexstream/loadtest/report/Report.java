package io.lexstream.loadtest.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.systems.OpenLoopMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The results of a run as a page, JSON, Markdown and plots. Immutable. */
public final class Report {

  /** Least share of labels equal to those of bare ONNX Runtime; windows and precision differ. */
  static final double LEAST_AGREEMENT = 0.97;

  private final Results results;
  private final RunRecord run;
  private final List<Part> tables;
  private final Map<String, String> plots;

  private Report(Results results, RunRecord run) {
    this.results = results;
    this.run = run;
    this.tables = ReportBody.tables(results, run, faults());
    this.plots = Plots.of(results);
  }

  public static Report of(Results results, RunRecord run) {
    return new Report(results, run);
  }

  /** The tables, as Markdown. */
  public String markdown() {
    return Markdown.of(tables);
  }

  /**
   * Reasons why the figures are not reliable, one line each: missing, duplicate or wrong results.
   */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    for (Reading reading : results.readings()) {
      var where = reading.scenario() + " " + reading.round() + " " + reading.system();
      reading
          .counts()
          .filter(counts -> !counts.complete())
          .ifPresent(counts -> faults.add(where + ": expected one result per document: " + counts));
      reading
          .agreement()
          .filter(share -> share < LEAST_AGREEMENT)
          .ifPresent(
              share ->
                  faults.add(
                      String.format(
                          Locale.ROOT,
                          "%s: %.3f of the labels equal those of bare ONNX Runtime, expected at least %.2f",
                          where,
                          share,
                          LEAST_AGREEMENT)));
    }
    for (OpenLoopMeasurement load : results.loads()) {
      if (!load.counts().complete()) {
        faults.add(load.name() + ": expected one result per document: " + load.counts());
      }
    }
    return faults;
  }

  /**
   * Writes {@code report.html}, {@code report.json}, {@code report.md} and the plots.
   *
   * @param json a second file for the JSON
   */
  public void write(Path folder, Optional<Path> json) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.md"), markdown());
    Files.writeString(folder.resolve("report.html"), Html.of(ReportBody.page(tables, plots, run)));
    for (var plot : plots.entrySet()) {
      Files.writeString(folder.resolve(plot.getKey() + ".svg"), plot.getValue());
    }
    var text =
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(JsonReport.of(results, run, faults()))
            + "\n";
    Files.writeString(folder.resolve("report.json"), text);
    if (json.isPresent()) {
      Files.writeString(json.get(), text);
    }
  }
}
