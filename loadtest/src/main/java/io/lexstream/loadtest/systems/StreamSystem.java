package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.generator.ArrivalSchedule;
import io.lexstream.loadtest.meter.CpuPart;
import io.lexstream.loadtest.meter.Observation;
import io.lexstream.loadtest.meter.ProcessUsage;
import io.lexstream.loadtest.meter.TopicMeter;
import io.lexstream.loadtest.process.ChildProcess;
import io.lexstream.loadtest.process.TimeSlices;
import io.lexstream.loadtest.process.TimeSlices.Shares;
import io.lexstream.loadtest.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A streaming job in a separate process. The process runs for the whole benchmark and is paused
 * between drains, because idle jobs poll and take checkpoints: a few of them use a tenth of two
 * cores. The process answers {@code counters}, {@code profile-start} and {@code profile-stop}.
 */
public final class StreamSystem implements SystemUnderTest {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final JobSpec spec;
  private final BrokerProcess broker;
  private final Path logs;

  private ChildProcess process;
  private WorkSender sender;
  private TopicMeter meter;

  StreamSystem(JobSpec spec, BrokerProcess broker, Path logs) {
    this.spec = spec;
    this.broker = broker;
    this.logs = logs;
  }

  /**
   * A job and its topics.
   *
   * @param command starts the process, which prints {@code ready}
   * @param compared whether labels and throughput are compared with those of the ceiling
   */
  record JobSpec(
      SystemName name,
      List<String> command,
      String input,
      String results,
      List<String> deadLetters,
      MessageFormat format,
      boolean compared) {}

  @Override
  public SystemName name() {
    return spec.name();
  }

  @Override
  public void start() throws Exception {
    broker.createInputs(spec.input());
    broker.createOutputs(spec.results());
    broker.createOutputs(spec.deadLetters().toArray(String[]::new));
    process = ChildProcess.start(spec.name().label(), spec.command(), logs);
    process.nextLine(START_TIMEOUT);
    sender = new WorkSender(broker.bootstrapServers(), spec.input(), spec.format());
    meter =
        TopicMeter.open(
            broker.bootstrapServers(), List.of(spec.results()), spec.deadLetters(), LOOK);
    process.pause();
  }

  @Override
  public Measurement drain(Workload workload, int round) throws Exception {
    return whileRunning(() -> drained(workload, round, this::alone));
  }

  @Override
  public Measurement drainBeside(CeilingSystem ceiling, Workload workload, int round)
      throws Exception {
    if (!spec.compared()) {
      return drain(workload, round);
    }
    ceiling.beginLoop();
    return whileRunning(
        () -> drained(workload, round, documents -> alternating(ceiling, documents)));
  }

  private <T> T whileRunning(Callable<T> task) throws Exception {
    process.resume();
    try {
      return task.call();
    } finally {
      process.pause();
    }
  }

  /** Waits for results. */
  private interface Waiting {
    Waited forResults(int documents) throws Exception;
  }

  /** The results, the time slices of the job, and the ceiling's throughput in the other slices. */
  private record Waited(Observation observation, Shares shares, Optional<Double> ceiling) {}

  private Waited alone(int documents) {
    return new Waited(meter.await(documents, TIMEOUT), Shares.ALL, Optional.empty());
  }

  private Waited alternating(CeilingSystem ceiling, int documents) throws Exception {
    try (var slices = TimeSlices.begin(process, ceiling.process())) {
      var observation = meter.await(documents, TIMEOUT);
      var shares = slices.end();
      double speed = ceiling.endLoop(shares.otherSeconds());
      process.resume();
      return new Waited(observation, shares, Optional.of(speed));
    }
  }

  private Measurement drained(Workload workload, int round, Waiting waiting) throws Exception {
    var before = ProcessUsage.of(process.handle());
    var earlier = counters();
    var sent = sender.send(workload, "r" + round + "-");
    var waited = waiting.forResults(workload.documents().size());
    var observation = waited.observation();
    var after = ProcessUsage.of(process.handle());
    return new Measurement(
        name(),
        workload.documents().size(),
        waited.shares().seconds(sent.readableMillis(), observation.lastAppendedMillis()),
        Optional.of(
            waited.shares().seconds(sent.readableMillis(), observation.lastVisibleMillis())),
        waited.ceiling(),
        after.cpuSecondsSince(before),
        after.residentBytes(),
        Optional.of(counters().since(earlier)),
        Optional.of(observation.counts(sent.keys())),
        spec.compared() ? labels(observation, round) : Map.of(),
        Map.of());
  }

  private Map<String, Map<String, String>> labels(Observation observation, int round) {
    var labels = new HashMap<String, Map<String, String>>();
    int prefix = ("r" + round + "-").length();
    for (var output : observation.outputs()) {
      if (!output.dead()) {
        labels.put(
            output.key().substring(prefix), spec.format().labels(spec.results(), output.value()));
      }
    }
    return labels;
  }

  private BatchTotals counters() throws InterruptedException, JsonProcessingException {
    return JSON.readValue(process.ask("counters", TIMEOUT), BatchTotals.class);
  }

  /**
   * CPU seconds by part over a drain. The drain is not used for anything else, because profiling
   * takes CPU time.
   */
  public Map<CpuPart, Double> profile(Workload workload, int round) throws Exception {
    return whileRunning(
        () -> {
          process.ask("profile-start", TIMEOUT);
          drained(workload, round, this::alone);
          return JSON.readValue(
              process.ask("profile-stop", TIMEOUT), new TypeReference<Map<CpuPart, Double>>() {});
        });
  }

  /** Sends documents on a schedule instead of all at once, and measures latency. */
  public OpenLoopMeasurement openLoop(String load, Workload workload, ArrivalSchedule schedule)
      throws Exception {
    return whileRunning(
        () ->
            new OpenLoopRun(broker.bootstrapServers(), spec)
                .run(load, workload, schedule, load.replace(' ', '-') + "-"));
  }

  @Override
  public void close() {
    if (meter != null) {
      meter.close();
    }
    if (sender != null) {
      sender.close();
    }
    if (process != null) {
      process.close();
    }
  }
}
