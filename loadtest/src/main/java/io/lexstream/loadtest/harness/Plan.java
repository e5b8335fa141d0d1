package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.generator.Lengths;
import io.lexstream.loadtest.systems.SystemName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The scenarios and systems of a run, and the number of rounds.
 *
 * @param name {@code quick} or {@code full}
 * @param rounds the most rounds of each scenario
 * @param limit time after the start of the run at which no further round begins; empty: no limit
 * @param scenarios kinds of load; the main ratios are those of the first
 * @param systems the systems to compare; the ceiling is required
 * @param latency whether to measure latency under open loops as well
 */
public record Plan(
    String name,
    int rounds,
    Optional<Duration> limit,
    List<Scenario> scenarios,
    List<SystemName> systems,
    boolean latency) {

  private static final List<SystemName> ALL = List.of(SystemName.values());

  /** Half of the English samples: a few seconds of work, so that five rounds fit the time limit. */
  private static final int SAMPLED = 274;

  /** The main ratios, in less than ten minutes without Python. */
  public static Plan quick() {
    return new Plan(
        "quick",
        40,
        Optional.of(Duration.ofSeconds(515)),
        List.of(new Scenario("as-sampled", SAMPLED, Optional.empty())),
        ALL,
        false);
  }

  /**
   * All length distributions, and latency.
   *
   * @param rounds of each scenario
   */
  public static Plan full(int rounds) {
    return new Plan(
        "full",
        rounds,
        Optional.empty(),
        List.of(
            new Scenario("as-sampled", SAMPLED, Optional.empty()),
            new Scenario("lognormal", 500, Optional.of(new Lengths.Lognormal(60, 0.8, 2_000))),
            new Scenario("bimodal", 600, Optional.of(new Lengths.Bimodal(20, 300, 0.9))),
            new Scenario("pareto", 400, Optional.of(new Lengths.Pareto(1.2, 20, 2_000)))),
        ALL,
        true);
  }

  /** Identifies the plan. A run continues measurements with an equal key only. */
  String key() {
    return name + " " + scenarios + " " + systems + " " + latency;
  }
}
