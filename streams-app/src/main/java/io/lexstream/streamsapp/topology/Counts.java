package io.lexstream.streamsapp.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * What the topologies count. A record that is processed again after a failure is counted again:
 * what is exact stands on the insights topic. Thread-safe.
 */
public final class Counts {

  private final MeterRegistry registry;

  public Counts(MeterRegistry registry) {
    this.registry = registry;
  }

  public void takenIn(String source) {
    counter("lexstream.documents.taken.in", "Documents made of foreign records", "source", source);
  }

  public void decided(String action) {
    counter("lexstream.decisions", "Decisions by action", "action", action);
  }

  public void lost(String reason) {
    counter("lexstream.dead.letters", "Dead letters of all stages", "reason", reason);
  }

  /**
   * Times a decision.
   *
   * @param waited from a document's enrichment to the decision on it
   */
  public void decisionAfter(Duration waited) {
    Timer.builder("lexstream.decision.delay")
        .description("From a document's enrichment to the decision on it")
        .publishPercentiles(0.5, 0.95, 0.99)
        .register(registry)
        .record(waited.isNegative() ? Duration.ZERO : waited);
  }

  private void counter(String name, String description, String label, String value) {
    Counter.builder(name).description(description).tag(label, value).register(registry).increment();
  }
}
