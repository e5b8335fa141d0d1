package io.lexstream.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.meter.CpuPart;
import io.lexstream.loadtest.meter.Observation.Counts;
import io.lexstream.loadtest.systems.BatchTotals;
import io.lexstream.loadtest.systems.OpenLoopMeasurement;
import io.lexstream.loadtest.systems.OpenLoopMeasurement.Percentile;
import io.lexstream.loadtest.systems.SystemName;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {

  private static final RunRecord RUN =
      new RunRecord(
          "./lexstream bench quick",
          Instant.EPOCH,
          Map.of("cores", "2", "processor", "a <fast> one"),
          Map.of("java", "17"));

  @TempDir Path folder;

  @Test
  void jsonHasRatiosAsNumbersWithTheirSpreads() throws Exception {
    // Given
    var report = Report.of(results(), RUN);
    var file = folder.resolve("out.json");

    // When
    report.write(folder, Optional.of(file));

    // Then
    var ratios = JsonMapper.builder().build().readTree(file.toFile()).path("ratios");
    assertThat(ratios.path("endToEndOverCeiling").asDouble()).isCloseTo(0.8, within(1e-9));
    assertThat(ratios.path("endToEndOverCeilingSpread").path("values")).hasSize(2);
    assertThat(ratios.path("ceilingOverBaseline").path("one-by-one").asDouble()).isEqualTo(2);
    assertThat(ratios.path("ceilingOverBaselineSpread").path("one-by-one").path("least").asDouble())
        .isEqualTo(2);
    assertThat(ratios.path("hostDocumentsPerCpuSecond").asDouble()).isEqualTo(50);
  }

  @Test
  void thePageRefersToNothingOutsideIt() throws Exception {
    // Given
    var report = Report.of(results(), RUN);

    // When
    report.write(folder, Optional.empty());

    // Then
    var page = Files.readString(folder.resolve("report.html"));
    assertThat(page).contains("<svg", "end to end / ceiling", "a &lt;fast&gt; one");
    assertThat(page).doesNotContain("src=", "href=", "<script");
  }

  @Test
  void markdownHasARowForEachMeasuredSystem() {
    // When
    var markdown = Report.of(results(), RUN).markdown();

    // Then
    assertThat(markdown)
        .startsWith(
            """
            | ratio | estimate | median | deviation | least | largest | rounds |
            | --- | --- | --- | --- | --- | --- | --- |
            | end to end / ceiling | 0.800 | 0.800 | 0.000 | 0.800 | 0.800 | 2 |
            | ceiling / one-by-one | 2.000 | 2.000 | 0.000 | 2.000 | 2.000 | 2 |
            | host: documents per CPU second | 50.000 | 50.000 | 0.000 | 50.000 | 50.000 | 2 |

            **as-sampled**: 100 documents, 1000 tokens in a round; medians and deviations over 2 rounds.
            """)
        .contains(
            """
            | pipeline | Lexstream: Kafka, Flink, exactly once | 8.0 ± 0.0 | 80 | 0.800 | 0.000 | 10.0 | 20.00 | 1 | 0.9990 |
            """)
        .endsWith(
            """
            Not run: python-pytorch. There is no Python.

            Measured by `./lexstream bench quick` on 2 cores of a \\<fast> one, 17.
            """);
  }

  @Test
  void pageAndMarkdownHaveTheSameCells() throws Exception {
    // Given
    var report = Report.of(results(), RUN);

    // When
    report.write(folder, Optional.empty());

    // Then
    var page = Files.readString(folder.resolve("report.html"));
    var rows =
        report.markdown().lines().filter(line -> line.startsWith("| ") && !line.contains("---"));
    assertThat(rows)
        .allSatisfy(
            row -> {
              for (String cell : row.substring(2, row.length() - 2).split(" \\| ", -1)) {
                assertThat(page).contains(">" + cell.replace("\\", "") + "</t");
              }
            });
  }

  @Test
  void plotsAreWellFormed() {
    // When
    var plots = Plots.of(results());

    // Then
    assertThat(plots.keySet())
        .containsExactly("throughput", "share-of-ceiling", "cpu-by-part", "latency");
    assertThat(plots.values())
        .allSatisfy(
            svg ->
                assertThat(
                        DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg"));
  }

  @Test
  void missingAndDifferentResultsAreFaults() {
    // Given
    var results = results();
    results
        .readings()
        .add(reading(SystemName.FIXED_BATCHES, 1, 10, new Counts(99, 0, 1, 0, 0), 0.5));

    // When
    var faults = Report.of(results, RUN).faults();

    // Then
    assertThat(faults).hasSize(2);
    assertThat(faults.get(0)).contains("as-sampled 1 fixed-batches", "missing=1");
    assertThat(faults.get(1)).contains("0.500", "0.97");
  }

  @Test
  void theCostFactorsOfPytorchMultiplyToItsRatio() {
    // Given
    var results = results();
    var account =
        Map.of("passes", 3.0, "tokens", 1_000.0, "padding_ratio", 0.5, "inference_seconds", 100.0);
    results
        .readings()
        .add(
            new Reading(
                "as-sampled",
                SystemName.PYTHON_PYTORCH,
                1,
                100,
                1_000,
                120,
                Optional.empty(),
                Optional.empty(),
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                account));

    // When
    var costs = PythonCosts.of(results, "as-sampled").orElseThrow();

    // Then: the ceiling computes 1,000 tokens in 10 s, PyTorch 3 x 2,000 in 100 s of 120
    assertThat(costs.passes()).isCloseTo(3, within(1e-9));
    assertThat(costs.padding()).isCloseTo(2, within(1e-9));
    assertThat(costs.precision()).isCloseTo(100 / 6_000.0 / (10 / 1_000.0), within(1e-9));
    assertThat(costs.overhead()).isCloseTo(1.2, within(1e-9));
    assertThat(costs.passes() * costs.padding() * costs.precision() * costs.overhead())
        .isCloseTo(120 / 10.0, within(1e-9));
  }

  private static Results results() {
    var results =
        new Results(
            "key",
            "quick",
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(Map.of(CpuPart.INFERENCE, 9.0, CpuPart.KAFKA, 1.0)),
            new ArrayList<>(),
            new LinkedHashMap<>(Map.of(SystemName.PYTHON_PYTORCH, "There is no Python.")));
    var complete = new Counts(100, 0, 0, 0, 0);
    for (int round = 1; round <= 2; round++) {
      results.readings().add(reading(SystemName.CEILING, round, 10, complete, 1));
      results.readings().add(reading(SystemName.PIPELINE, round, 12.5, complete, 0.999));
      results.readings().add(reading(SystemName.ONE_BY_ONE, round, 20, complete, 1));
      results.readings().add(reading(SystemName.HOST, round, 2, complete, 1));
    }
    results
        .loads()
        .add(
            new OpenLoopMeasurement(
                "half",
                100,
                50,
                List.of(
                    new Percentile(50, 300),
                    new Percentile(90, 600),
                    new Percentile(99, 900),
                    new Percentile(100, 1_000)),
                30,
                1,
                complete));
    return results;
  }

  private static Reading reading(
      SystemName system, int round, double seconds, Counts counts, double agreement) {
    return new Reading(
        "as-sampled",
        system,
        round,
        100,
        1_000,
        seconds,
        Optional.empty(),
        Optional.of(10.0),
        2,
        1_000_000,
        Optional.of(new BatchTotals(10, 100, 1_000, 1_000)),
        Optional.of(counts),
        Optional.of(agreement),
        Map.of());
  }
}
