package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.generator.Lengths;
import java.util.List;
import java.util.Optional;

/**
 * What is run, and how often.
 *
 * @param name {@code quick} or {@code full}
 * @param rounds measured rounds of each scenario; every system once a round
 * @param scenarios kinds of load; the first is the one the main ratios are about
 * @param systems what is compared; the ceiling is always needed
 * @param latency whether latency under open loops is measured as well
 */
public record Plan(
    String name, int rounds, List<Scenario> scenarios, List<String> systems, boolean latency) {

  private static final List<String> ALL =
      List.of("ceiling", "pipeline", "a", "b", "c", "d", "e", "host");

  /**
   * Half of the English samples: a few seconds' work. A system is faster at one moment than at
   * another for reasons of its own, so many short rounds say more than a few long ones.
   */
  private static final int SAMPLED = 274;

  /** The host's ceiling needs more documents to last as long. */
  static final int HOST_TIMES = 16;

  /** The main ratios in a few minutes. */
  public static Plan quick() {
    return new Plan(
        "quick", 10, List.of(new Scenario("as-sampled", SAMPLED, Optional.empty())), ALL, false);
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
        List.of(
            new Scenario("as-sampled", SAMPLED, Optional.empty()),
            new Scenario("lognormal", 500, Optional.of(new Lengths.Lognormal(60, 0.8, 2_000))),
            new Scenario("bimodal", 600, Optional.of(new Lengths.Bimodal(20, 300, 0.9))),
            new Scenario("pareto", 400, Optional.of(new Lengths.Pareto(1.2, 20, 2_000)))),
        ALL,
        true);
  }

  /** The same with fewer systems. */
  public Plan only(String... compared) {
    return new Plan(name, rounds, scenarios, List.of(compared), latency);
  }

  /** What has to be equal for measurements to be continued. */
  String key() {
    return name + " " + scenarios + " " + systems + " " + latency;
  }
}
