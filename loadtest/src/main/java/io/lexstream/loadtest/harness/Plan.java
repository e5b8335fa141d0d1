package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.generator.Lengths;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is run, and how often.
 *
 * @param name {@code quick} or {@code full}
 * @param rounds measured rounds of each scenario at most
 * @param limit when no other round begins, counted from the start of the run; empty: never
 * @param scenarios kinds of load; the first is the one the main ratios are about
 * @param systems what is compared; the ceiling is always needed
 * @param latency whether latency under open loops is measured as well
 */
public record Plan(
    String name,
    int rounds,
    Optional<Duration> limit,
    List<Scenario> scenarios,
    List<String> systems,
    boolean latency) {

  private static final List<String> ALL =
      List.of("ceiling", "pipeline", "a", "b", "c", "d", "e", "host");

  /** Half of the English samples: a few seconds' work, and time for five rounds of all systems. */
  private static final int SAMPLED = 274;

  /** The main ratios in less than ten minutes, without Python. */
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

  /** What has to be equal for measurements to be continued. */
  String key() {
    return name + " " + scenarios + " " + systems + " " + latency;
  }
}
