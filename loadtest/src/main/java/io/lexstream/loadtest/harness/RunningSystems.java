package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.systems.BrokerProcess;
import io.lexstream.loadtest.systems.CeilingSystem;
import io.lexstream.loadtest.systems.Programs;
import io.lexstream.loadtest.systems.StreamSystem;
import io.lexstream.loadtest.systems.SystemName;
import io.lexstream.loadtest.systems.SystemUnderTest;
import io.lexstream.loadtest.systems.Systems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The systems of one run. They share a broker, start together, and stop in reverse order. */
final class RunningSystems implements AutoCloseable {

  private final BenchOptions options;
  private final CeilingSystem ceiling;
  private final List<SystemUnderTest> systems = new ArrayList<>();
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private StreamSystem pipeline;

  RunningSystems(BenchOptions options) {
    this.options = options;
    this.ceiling = new CeilingSystem(options.model(), options.logs());
  }

  /**
   * Starts the broker and the systems.
   *
   * @param wanted the systems to compare; Python consumers only start if Python is configured
   * @param run folder for files of the broker and Flink
   */
  void start(Programs programs, List<SystemName> wanted, Path run) throws Exception {
    var broker = BrokerProcess.start(programs.brokerMain(), run.resolve("kafka"), options.logs());
    started.push(broker);
    var made = new Systems(programs, broker, options.model(), run, options.logs());
    started.push(made);
    pipeline = made.pipeline();
    systems.add(ceiling);
    systems.add(pipeline);
    systems.add(made.oneByOne());
    systems.add(made.fixedBatches());
    systems.add(made.host());
    if (options.python().isPresent()) {
      var script = options.baselines().resolve("consumer.py");
      for (SystemName consumer : SystemName.pythonBaselines()) {
        systems.add(made.python(consumer, options.python().get(), script));
      }
    }
    systems.removeIf(system -> !wanted.contains(system.name()));
    for (SystemUnderTest system : systems) {
      started.push(system);
      system.start();
    }
  }

  CeilingSystem ceiling() {
    return ceiling;
  }

  StreamSystem pipeline() {
    return pipeline;
  }

  /**
   * The systems that are measured in a scenario. The host is measured in the first scenario only,
   * because its time depends on records, not on lengths; so are Python consumers, because each
   * drain starts a process, which takes half a minute.
   */
  List<SystemUnderTest> measuredIn(boolean firstScenario) {
    return systems.stream()
        .filter(
            system ->
                firstScenario || !(system.name() == SystemName.HOST || system.name().isPython()))
        .toList();
  }

  @Override
  public void close() throws Exception {
    Exception failure = null;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
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
