package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.meter.TopicMeter;
import io.lexstream.loadtest.process.ChildProcess;
import io.lexstream.loadtest.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Python consumer. It ends after each drain, so each drain has its own process and topics. The
 * start of the process is not measured.
 */
public final class PythonSystem implements SystemUnderTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final SystemName name;
  private final Path python;
  private final Path script;
  private final Path model;
  private final BrokerProcess broker;
  private final Path logs;
  private final MessageFormat format = new JsonFormat();
  private int drains;

  /**
   * @param name one of the Python baselines
   * @param python an interpreter with the requirements installed
   */
  public PythonSystem(
      SystemName name, Path python, Path script, Path model, BrokerProcess broker, Path logs) {
    this.name = name;
    this.python = python;
    this.script = script;
    this.model = model;
    this.broker = broker;
    this.logs = logs;
  }

  @Override
  public SystemName name() {
    return name;
  }

  @Override
  public void start() {}

  @Override
  public Measurement drain(Workload workload, int round) throws Exception {
    var run = name + "-" + drains++;
    broker.createInputs(run + "-documents");
    broker.createOutputs(run + "-results");
    int count = workload.documents().size();
    try (var process = ChildProcess.start(run, command(run, count), logs);
        var sender = new WorkSender(broker.bootstrapServers(), run + "-documents", format);
        var meter =
            TopicMeter.open(
                broker.bootstrapServers(), List.of(run + "-results"), List.of(), LOOK)) {
      awaitReady(process);
      var sent = sender.send(workload, "");
      var observation = meter.await(count, TIMEOUT);
      var labels = new HashMap<String, Map<String, String>>();
      observation
          .outputs()
          .forEach(output -> labels.put(output.key(), format.labels("", output.value())));
      var account = account(process.awaitEnd(TIMEOUT));
      return new Measurement(
          name,
          count,
          (observation.lastAppendedMillis() - sent.readableMillis()) / 1e3,
          Optional.of((observation.lastVisibleMillis() - sent.readableMillis()) / 1e3),
          Optional.empty(),
          // Reported by the consumer: its process may end before it can be observed.
          account.getOrDefault("cpu_seconds", 0.0),
          account.getOrDefault("resident_bytes", 0.0).longValue(),
          Optional.empty(),
          Optional.of(observation.counts(sent.keys())),
          labels,
          account);
    }
  }

  /** Runs the ceiling before and after, because a pause would distort the consumer's own timing. */
  @Override
  public Measurement drainBeside(CeilingSystem ceiling, Workload workload, int round)
      throws Exception {
    double before = ceiling.drain(workload, round).documentsPerSecond();
    var measurement = drain(workload, round);
    double after = ceiling.drain(workload, round).documentsPerSecond();
    return measurement.beside((before + after) / 2);
  }

  private List<String> command(String run, int count) {
    return List.of(
        python.toString(),
        script.toString(),
        "--baseline",
        name.label(),
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--input-topic",
        run + "-documents",
        "--output-topic",
        run + "-results",
        "--group",
        run,
        "--model",
        model.toString(),
        "--threads",
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        "--count",
        Integer.toString(count),
        "--end-with-input");
  }

  private static void awaitReady(ChildProcess process) throws InterruptedException {
    while (!process.nextLine(TIMEOUT).strip().equals("ready")) {
      // Libraries may print lines before.
    }
  }

  private static Map<String, Double> account(String line) throws IOException {
    var account = new HashMap<String, Double>();
    JsonMapper.builder()
        .build()
        .readTree(line)
        .fields()
        .forEachRemaining(
            entry -> {
              if (entry.getValue().isNumber()) {
                account.put(entry.getKey(), entry.getValue().doubleValue());
              }
            });
    return account;
  }

  @Override
  public void close() {}
}
