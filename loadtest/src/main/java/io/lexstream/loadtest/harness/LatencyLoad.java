package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.generator.ArrivalSchedule;
import io.lexstream.loadtest.generator.ArrivalSchedule.Spacing;
import io.lexstream.loadtest.generator.Bursts;
import io.lexstream.loadtest.generator.RateStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A load under which latency is measured: an open loop, whose senders do not wait for results. */
record LatencyLoad(String name, List<RateStep> steps, Optional<Bursts> bursts) {

  private static final Duration STEADY = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration RECOVERY = Duration.ofSeconds(20);
  private static final long SEED = 1;

  /**
   * The loads of a run.
   *
   * @param capacity measured throughput of the pipeline, in documents per second
   */
  static List<LatencyLoad> of(double capacity) {
    return List.of(
        new LatencyLoad("half of capacity", steady(capacity * 0.5), Optional.empty()),
        new LatencyLoad("four fifths of capacity", steady(capacity * 0.8), Optional.empty()),
        new LatencyLoad(
            "bursts on a third of capacity",
            steady(capacity / 3),
            Optional.of(new Bursts(STEP, (int) (capacity * 2)))),
        new LatencyLoad(
            "steps up to above capacity",
            List.of(
                new RateStep(STEP, capacity * 0.5),
                new RateStep(STEP, capacity * 1.2),
                new RateStep(RECOVERY, capacity * 0.5)),
            Optional.empty()));
  }

  private static List<RateStep> steady(double perSecond) {
    return List.of(new RateStep(STEADY, perSecond));
  }

  /** When each document is sent. */
  ArrivalSchedule schedule() {
    return ArrivalSchedule.of(steps, Spacing.POISSON, bursts, SEED);
  }
}
