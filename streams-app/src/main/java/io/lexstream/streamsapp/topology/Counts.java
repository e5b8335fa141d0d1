package io.lexstream.streamsapp.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Metrics of the topologies. A record that is processed again after a failure is counted again;
 * exact counts are on the insights topic. Thread-safe.
 */
public final class Counts {

  private final MeterRegistry registry;

  public Counts(MeterRegistry registry) {
    this.registry = registry;
  }

  public void documentAccepted(String source) {
    counter(
        "lexstream.documents.accepted",
        "Documents that intake read from a topic",
        "source",
        source);
  }

  public void decision(String kind) {
    counter("lexstream.decisions", "Decisions by kind", "action", kind);
  }

  public void deadLetter(String reason) {
    counter("lexstream.dead.letters", "Dead letters of all stages", "reason", reason);
  }

  /**
   * Records the delay of a decision.
   *
   * @param delay from the enrichment of a document to its decision
   */
  public void decisionDelay(Duration delay) {
    Timer.builder("lexstream.decision.delay")
        .description("From the enrichment of a document to its decision")
        .publishPercentiles(0.5, 0.95, 0.99)
        .register(registry)
        .record(delay.isNegative() ? Duration.ZERO : delay);
  }

  private void counter(String name, String description, String label, String value) {
    Counter.builder(name).description(description).tag(label, value).register(registry).increment();
  }
}
