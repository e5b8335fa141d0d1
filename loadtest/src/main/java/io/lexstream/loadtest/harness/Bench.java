package io.lexstream.loadtest.harness;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.inference.GraphRows;
import io.lexstream.inference.GraphRows.GraphRow;
import io.lexstream.loadtest.generator.ArrivalSchedule;
import io.lexstream.loadtest.generator.ArrivalSchedule.Spacing;
import io.lexstream.loadtest.generator.Bursts;
import io.lexstream.loadtest.generator.RateStep;
import io.lexstream.loadtest.systems.BrokerProcess;
import io.lexstream.loadtest.systems.CeilingSystem;
import io.lexstream.loadtest.systems.Platform;
import io.lexstream.loadtest.systems.StreamSystem;
import io.lexstream.loadtest.systems.SystemUnderTest;
import io.lexstream.loadtest.systems.Systems;
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
 * One run of the comparison. All jobs are up from beginning to end and stand still while another is
 * measured, in turns of half a second with the ceiling. They are measured round by round, each time
 * in another order, so that what changes about the machine in the meantime is felt by all.
 */
public final class Bench implements AutoCloseable {

  static final String HOST = "host";

  /** How often the pipeline is measured in a round: its share of the ceiling is the main figure. */
  private static final int MAIN_TIMES = 2;

  /** Rounds that are run whatever the time. */
  private static final int LEAST_ROUNDS = 5;

  private final Plan plan;
  private final BenchOptions options;
  private final BenchProgress progress;
  private final ResultsFile file;
  private final Results results;
  private final GraphRows rows;
  private final Corpus corpus;
  private final CeilingSystem ceiling;
  private final List<SystemUnderTest> systems = new ArrayList<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private final Instant begin = Instant.now();
  private int drains;

  private Bench(Plan plan, BenchOptions options, BenchProgress progress) throws IOException {
    this.plan = plan;
    this.options = options;
    this.progress = progress;
    this.file = new ResultsFile(options.folder().resolve("measured-" + plan.name() + ".json"));
    var state = MeasuredState.of(options);
    this.results = continued(state).orElseGet(() -> Results.empty(plan, state));
    this.corpus = Corpus.load(options.samples());
    this.rows = GraphRows.open(options.model());
    toClose.add(rows);
    this.ceiling = new CeilingSystem(options.model(), logs());
  }

  private Optional<Results> continued(String state) throws IOException {
    var found = options.fresh() ? Optional.<Results>empty() : file.read(plan, state);
    if (found.isEmpty()) {
      file.setAside().ifPresent(old -> progress.said("earlier figures are kept as " + old));
    }
    return found;
  }

  private Path logs() {
    return options.folder().resolve("logs").toAbsolutePath();
  }

  /**
   * Measures everything the plan asks for that the folder does not hold yet.
   *
   * @param platform what is measured
   * @param run a folder for the broker's and Flink's files, deleted by the caller
   */
  public static Results run(
      Plan plan, BenchOptions options, Platform platform, Path run, BenchProgress progress)
      throws Exception {
    try (var bench = new Bench(plan, options, progress)) {
      bench.start(platform, run);
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

  private void start(Platform platform, Path run) throws Exception {
    progress.said("starting Kafka and the systems to compare");
    var broker = BrokerProcess.start(platform.brokerMain(), run.resolve("kafka"), logs());
    toClose.add(broker);
    var made = new Systems(platform, broker, options.model(), run, logs());
    toClose.add(made);
    systems.add(ceiling);
    systems.add(made.pipeline());
    systems.add(made.map());
    systems.add(made.countBatching());
    systems.add(made.host());
    for (String variant : List.of("c", "d", "e")) {
      var script = options.baselines().resolve("consumer.py");
      if (options.python().isPresent()) {
        systems.add(made.python(variant, options.python().get(), script));
        results.notRun().remove(variant);
      } else if (plan.systems().contains(variant)) {
        results.notRun().put(variant, installHint());
      }
    }
    systems.removeIf(system -> !plan.systems().contains(system.name()));
    for (SystemUnderTest system : systems) {
      toClose.add(system::close);
      system.start();
    }
  }

  private String installHint() {
    return "not run: python3 -m venv .venv && .venv/bin/pip install -r "
        + "loadtest/baselines/requirements.txt, then bench with --python .venv/bin/python";
  }

  private void run(Scenario scenario) throws Exception {
    var workload = scenario.workload(corpus, this::tokens);
    long textTokens = ceiling.textTokens(workload);
    search(scenario, workload);
    var expected = ceiling.labels(workload);
    warmUp(scenario, workload);
    for (int round = 1; round <= plan.rounds() && !isLate(round); round++) {
      int mainReadings = 0;
      for (SystemUnderTest system : inTurn(scenario, round)) {
        int reading = system.equals(pipeline()) ? MAIN_TIMES * (round - 1) + ++mainReadings : round;
        if (!results.has(scenario.name(), reading, system.name())) {
          measure(scenario, reading, system, workload, textTokens, expected);
        }
      }
      file.write(results);
    }
    if (results.cpuSeconds().isEmpty()) {
      progress.said("where the pipeline's CPU time goes");
      results.cpuSeconds().putAll(pipeline().profile(workload, drains++));
      file.write(results);
    }
  }

  private void search(Scenario scenario, Workload workload) throws Exception {
    if (!results.trials().containsKey(scenario.name())) {
      progress.said("searching the ceiling over threads and batch sizes: " + scenario.name());
      results.trials().put(scenario.name(), ceiling.search(workload));
      file.write(results);
    }
    ceiling.use(results.trials().get(scenario.name()).get(0).layout());
  }

  private boolean isLate(int round) {
    return round > LEAST_ROUNDS
        && plan.limit()
            .filter(limit -> Duration.between(begin, Instant.now()).compareTo(limit) > 0)
            .isPresent();
  }

  private List<SystemUnderTest> inTurn(Scenario scenario, int round) {
    var present = new ArrayList<SystemUnderTest>();
    for (SystemUnderTest system : systems) {
      if (isWanted(system, scenario)) {
        present.addAll(Collections.nCopies(system.equals(pipeline()) ? MAIN_TIMES : 1, system));
      }
    }
    return Turns.of(present, round - 1);
  }

  /**
   * The host's ceiling is about records, not lengths: once is enough. So it is for Python, which
   * starts anew for each round and takes half a minute for it.
   */
  private boolean isWanted(SystemUnderTest system, Scenario scenario) {
    return isFirst(scenario) || !(system.name().equals(HOST) || isPython(system));
  }

  private boolean isFirst(Scenario scenario) {
    return scenario.equals(plan.scenarios().get(0));
  }

  /** All of them before the first round, so that rounds are alike; texts of other lengths again. */
  private void warmUp(Scenario scenario, Workload workload) throws Exception {
    for (SystemUnderTest system : systems) {
      if (!isPython(system) && isWanted(system, scenario)) {
        progress.said("warming up " + system.name());
        for (Workload documents :
            isFirst(scenario) ? WarmUp.of(system.name(), workload) : List.of(workload)) {
          system.drain(documents, drains++);
        }
      }
    }
  }

  /** A Python consumer is a new process for each drain, which warms itself up. */
  private static boolean isPython(SystemUnderTest system) {
    return "cde".contains(system.name());
  }

  private static Workload given(SystemUnderTest system, Workload workload) {
    return system.name().equals(HOST) ? workload.times(WarmUp.HOST_TIMES) : workload;
  }

  private void measure(
      Scenario scenario,
      int round,
      SystemUnderTest system,
      Workload workload,
      long textTokens,
      Map<String, Map<String, String>> expected)
      throws Exception {
    var documents = given(system, workload);
    var measurement = system.drainBeside(ceiling, documents, drains++);
    long tokens = textTokens * documents.documents().size() / workload.documents().size();
    results.readings().add(Reading.of(scenario.name(), round, tokens, measurement, expected));
    progress.said(
        String.format(
            Locale.ROOT,
            "%s %d %-8s %8.1f documents/s",
            scenario.name(),
            round,
            system.name(),
            measurement.documentsPerSecond()));
  }

  /** Latency at parts of what the pipeline was measured to take, and under bursts. */
  private void latency() throws Exception {
    var scenario = plan.scenarios().get(0);
    double capacity =
        results.documentsPerSecond(scenario.name(), pipeline().name()).orElseThrow().estimate();
    load("half of capacity", steady(capacity * 0.5), Optional.empty());
    load("four fifths of capacity", steady(capacity * 0.8), Optional.empty());
    load(
        "bursts on a third of capacity",
        steady(capacity / 3),
        Optional.of(new Bursts(Duration.ofSeconds(10), (int) (capacity * 2))));
    load(
        "steps up to above capacity",
        List.of(
            new RateStep(Duration.ofSeconds(10), capacity * 0.5),
            new RateStep(Duration.ofSeconds(10), capacity * 1.2),
            new RateStep(Duration.ofSeconds(20), capacity * 0.5)),
        Optional.empty());
  }

  private static List<RateStep> steady(double perSecond) {
    return List.of(new RateStep(Duration.ofSeconds(30), perSecond));
  }

  private void load(String name, List<RateStep> steps, Optional<Bursts> bursts) throws Exception {
    if (results.loads().stream().anyMatch(load -> load.name().equals(name))) {
      return;
    }
    progress.said("latency at " + name);
    var schedule = ArrivalSchedule.of(steps, Spacing.POISSON, bursts, 1);
    var first = plan.scenarios().get(0);
    var sized = new Scenario(first.name(), schedule.size(), first.lengths());
    results.loads().add(pipeline().openLoop(name, sized.workload(corpus, this::tokens), schedule));
    file.write(results);
  }

  private StreamSystem pipeline() {
    return systems.stream()
        .filter(system -> system.name().equals("pipeline"))
        .map(StreamSystem.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private int tokens(String text) {
    return rows.of(text, "en").stream().mapToInt(GraphRow::ownTokens).sum();
  }

  /** Stops all systems, the last started first. */
  @Override
  public void close() throws Exception {
    Exception failure = null;
    for (int i = toClose.size() - 1; i >= 0; i--) {
      try {
        toClose.get(i).close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
