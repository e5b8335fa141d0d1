package io.lexstream.loadtest.harness;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.inference.GraphRows;
import io.lexstream.inference.GraphRows.GraphRow;
import io.lexstream.loadtest.systems.Programs;
import io.lexstream.loadtest.systems.SystemName;
import io.lexstream.loadtest.systems.SystemUnderTest;
import io.lexstream.loadtest.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One run of the comparison. All jobs run from beginning to end and are paused while another system
 * is measured. A measured job alternates with the ceiling. Rounds measure the systems in changing
 * orders, so that changes of the machine affect all of them.
 */
public final class Bench implements AutoCloseable {

  /** Measurements of the pipeline in a round: its share of the ceiling is the main figure. */
  private static final int PIPELINE_TIMES = 2;

  /** Rounds that run even after the time limit. */
  private static final int LEAST_ROUNDS = 5;

  private static final String INSTALL_HINT =
      "To run them: python3 -m venv .venv && .venv/bin/pip install -r"
          + " loadtest/baselines/requirements.txt, then bench with --python .venv/bin/python";

  private final Plan plan;
  private final BenchProgress progress;
  private final ResultsFile file;
  private final Results results;
  private final GraphRows rows;
  private final Corpus corpus;
  private final RunningSystems systems;
  private final Instant begin = Instant.now();
  private int drains;

  private Bench(Plan plan, BenchOptions options, BenchProgress progress) throws IOException {
    this.plan = plan;
    this.progress = progress;
    this.file = new ResultsFile(options.folder().resolve("measured-" + plan.name() + ".json"));
    this.results = earlierOrEmpty(options);
    this.corpus = Corpus.load(options.samples());
    this.rows = GraphRows.open(options.model());
    this.systems = new RunningSystems(options);
  }

  private Results earlierOrEmpty(BenchOptions options) throws IOException {
    var state = MeasuredState.of(options);
    var found = options.fresh() ? Optional.<Results>empty() : file.read(plan, state);
    if (found.isEmpty()) {
      file.setAside().ifPresent(old -> progress.step("earlier figures moved to " + old));
    }
    return found.orElseGet(() -> Results.empty(plan, state));
  }

  /**
   * Measures everything in the plan that the folder does not contain yet.
   *
   * @param programs the programs that are measured
   * @param run a folder for files of the broker and Flink, deleted by the caller
   */
  public static Results run(
      Plan plan, BenchOptions options, Programs programs, Path run, BenchProgress progress)
      throws Exception {
    try (var bench = new Bench(plan, options, progress)) {
      bench.start(programs, options, run);
      for (Scenario scenario : plan.scenarios()) {
        bench.run(scenario);
        progress.measured(bench.results);
      }
      if (plan.latency()) {
        bench.latency();
      }
      return bench.results;
    }
  }

  private void start(Programs programs, BenchOptions options, Path run) throws Exception {
    progress.step("starting Kafka and the systems to compare");
    for (SystemName consumer : SystemName.pythonBaselines()) {
      if (options.python().isPresent()) {
        results.notRun().remove(consumer);
      } else if (plan.systems().contains(consumer)) {
        results.notRun().put(consumer, INSTALL_HINT);
      }
    }
    systems.start(programs, plan.systems(), run);
  }

  private void run(Scenario scenario) throws Exception {
    var workload = scenario.workload(corpus, this::tokens);
    long textTokens = systems.ceiling().textTokens(workload);
    search(scenario, workload);
    var expected = systems.ceiling().labels(workload);
    warmUp(scenario, workload);
    for (int round = 1; round <= plan.rounds() && !isLate(round); round++) {
      int pipelineReadings = 0;
      for (SystemUnderTest system : order(scenario, round)) {
        int reading =
            isPipeline(system) ? PIPELINE_TIMES * (round - 1) + ++pipelineReadings : round;
        if (!results.has(scenario.name(), reading, system.name())) {
          measure(scenario, reading, system, workload, textTokens, expected);
        }
      }
      file.write(results);
    }
    if (results.cpuSeconds().isEmpty()) {
      progress.step("profiling the pipeline's CPU time");
      results.cpuSeconds().putAll(systems.pipeline().profile(workload, drains++));
      file.write(results);
    }
  }

  private void search(Scenario scenario, Workload workload) throws Exception {
    if (!results.trials().containsKey(scenario.name())) {
      progress.step("searching the ceiling's best threads and batch sizes: " + scenario.name());
      results.trials().put(scenario.name(), systems.ceiling().search(workload));
      file.write(results);
    }
    systems.ceiling().use(results.trials().get(scenario.name()).get(0).layout());
  }

  private boolean isLate(int round) {
    return round > LEAST_ROUNDS
        && plan.limit()
            .filter(limit -> Duration.between(begin, Instant.now()).compareTo(limit) > 0)
            .isPresent();
  }

  private List<SystemUnderTest> order(Scenario scenario, int round) {
    var measured = new ArrayList<SystemUnderTest>();
    for (SystemUnderTest system : systems.measuredIn(isFirst(scenario))) {
      measured.addAll(Collections.nCopies(isPipeline(system) ? PIPELINE_TIMES : 1, system));
    }
    return MeasurementOrder.of(measured, round - 1);
  }

  private static boolean isPipeline(SystemUnderTest system) {
    return system.name() == SystemName.PIPELINE;
  }

  private boolean isFirst(Scenario scenario) {
    return scenario.equals(plan.scenarios().get(0));
  }

  /**
   * Warms up all systems before the first round, so that rounds are alike, and again for each other
   * length distribution. Python consumers warm themselves up.
   */
  private void warmUp(Scenario scenario, Workload workload) throws Exception {
    for (SystemUnderTest system : systems.measuredIn(isFirst(scenario))) {
      if (!system.name().isPython()) {
        progress.step("warming up " + system.name());
        for (Workload documents :
            isFirst(scenario) ? WarmUp.of(system.name(), workload) : List.of(workload)) {
          system.drain(documents, drains++);
        }
      }
    }
  }

  private void measure(
      Scenario scenario,
      int round,
      SystemUnderTest system,
      Workload workload,
      long textTokens,
      Map<String, Map<String, String>> expected)
      throws Exception {
    var documents = system.name() == SystemName.HOST ? workload.times(WarmUp.HOST_TIMES) : workload;
    var measurement = system.drainBeside(systems.ceiling(), documents, drains++);
    long tokens = textTokens * documents.documents().size() / workload.documents().size();
    results.readings().add(Reading.of(scenario.name(), round, tokens, measurement, expected));
    progress.step(
        String.format(
            Locale.ROOT,
            "%s %d %-18s %8.1f documents/s",
            scenario.name(),
            round,
            system.name(),
            measurement.documentsPerSecond()));
  }

  private void latency() throws Exception {
    var first = plan.scenarios().get(0);
    double capacity =
        results.documentsPerSecond(first.name(), SystemName.PIPELINE).orElseThrow().estimate();
    for (LatencyLoad load : LatencyLoad.of(capacity)) {
      if (results.loads().stream().noneMatch(done -> done.name().equals(load.name()))) {
        progress.step("measuring latency at " + load.name());
        var schedule = load.schedule();
        var sized = new Scenario(first.name(), schedule.size(), first.lengths());
        var workload = sized.workload(corpus, this::tokens);
        results.loads().add(systems.pipeline().openLoop(load.name(), workload, schedule));
        file.write(results);
      }
    }
  }

  private int tokens(String text) {
    return rows.of(text, "en").stream().mapToInt(GraphRow::ownTokens).sum();
  }

  /** Stops all systems, in reverse order of their start. */
  @Override
  public void close() throws Exception {
    try (rows) {
      systems.close();
    }
  }
}
