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

/**
 * What a run found: a page, JSON, Markdown and plots.
 *
 * <p>Immutable.
 */
public final class Report {

  /** Share of labels that must be bare ONNX Runtime's. Windows and precision may differ. */
  static final double LEAST_AGREEMENT = 0.97;

  private final Results results;
  private final RunRecord run;
  private final String markdown;
  private final Map<String, String> plots;

  private Report(Results results, RunRecord run) {
    this.results = results;
    this.run = run;
    this.markdown = withFaults(MarkdownReport.of(results, run));
    this.plots = Plots.of(results);
  }

  public static Report of(Results results, RunRecord run) {
    return new Report(results, run);
  }

  private String withFaults(String tables) {
    var faults = faults();
    return faults.isEmpty()
        ? tables
        : "**Not to be relied on:**\n\n- " + String.join("\n- ", faults) + "\n\n" + tables;
  }

  /** The tables, as Markdown. */
  public String markdown() {
    return markdown;
  }

  /** What makes the figures worthless, in a line each: answers missing, doubled or other ones. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    for (Reading reading : results.readings()) {
      var where = reading.scenario() + " " + reading.round() + " " + reading.system();
      reading
          .counts()
          .filter(counts -> !counts.complete())
          .ifPresent(counts -> faults.add(where + ": not one result a document: " + counts));
      reading
          .agreement()
          .filter(share -> share < LEAST_AGREEMENT)
          .ifPresent(
              share ->
                  faults.add(
                      String.format(
                          Locale.ROOT,
                          "%s: %.3f of its labels are bare ONNX Runtime's, expected at least %.2f",
                          where,
                          share,
                          LEAST_AGREEMENT)));
    }
    for (OpenLoopMeasurement load : results.loads()) {
      if (!load.counts().complete()) {
        faults.add(load.name() + ": not one result a document: " + load.counts());
      }
    }
    return faults;
  }

  /**
   * Writes {@code report.html}, {@code report.json}, {@code report.md} and the plots.
   *
   * @param json another place for the JSON
   */
  public void write(Path folder, Optional<Path> json) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("report.md"), markdown);
    Files.writeString(folder.resolve("report.html"), HtmlReport.of(markdown, plots, run));
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
