package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.ceiling.CeilingMain.Trial;
import io.lexstream.loadtest.meter.CpuPart;
import io.lexstream.loadtest.systems.OpenLoopMeasurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/**
 * Everything that was measured, in a form that is written to a file after each round and read to go
 * on. Not thread safe.
 *
 * @param key of which plan, and of which state of the code and the machine
 * @param plan its name
 * @param readings all measured drains
 * @param trials the ceiling's search, by scenario
 * @param cpuSeconds the pipeline's CPU seconds by part, over one drain of the first scenario
 * @param loads latency under open loops
 * @param notRun systems that were left out, with the reason
 */
public record Results(
    String key,
    String plan,
    List<Reading> readings,
    Map<String, List<Trial>> trials,
    Map<CpuPart, Double> cpuSeconds,
    List<OpenLoopMeasurement> loads,
    Map<String, String> notRun) {

  static Results empty(Plan plan, String state) {
    return new Results(
        key(plan, state),
        plan.name(),
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new LinkedHashMap<>());
  }

  /** What has to be equal for readings to stand side by side. */
  private static String key(Plan plan, String state) {
    return plan.key() + " " + state;
  }

  /** Whether these are readings of that plan in that state. */
  boolean areOf(Plan asked, String state) {
    return key.equals(key(asked, state));
  }

  /** The scenarios with readings, in the order they were run. */
  public List<String> scenarios() {
    Set<String> names = new LinkedHashSet<>();
    readings.forEach(reading -> names.add(reading.scenario()));
    return List.copyOf(names);
  }

  /** The readings of a system in a scenario, by round. */
  public List<Reading> of(String scenario, String system) {
    return readings.stream()
        .filter(reading -> reading.scenario().equals(scenario) && reading.system().equals(system))
        .toList();
  }

  /** The reading of a system in a round of a scenario. */
  public Optional<Reading> of(String scenario, String system, int round) {
    return of(scenario, system).stream().filter(reading -> reading.round() == round).findFirst();
  }

  /** A quantity of a system over rounds. */
  public Optional<Spread> spread(
      String scenario, String system, Function<Reading, Double> quantity) {
    return Spread.of(of(scenario, system).stream().map(quantity).toList());
  }

  /** Documents a second. */
  public Optional<Spread> documentsPerSecond(String scenario, String system) {
    return spread(scenario, system, Reading::documentsPerSecond);
  }

  /**
   * A system's speed as a share of the ceiling's, with which it took turns or which was run around
   * it: round by round, then over rounds.
   */
  public Optional<Spread> ofCeiling(String scenario, String system) {
    return besideCeiling(scenario, system, (own, ceiling) -> own / ceiling);
  }

  /** How many times as fast the ceiling is, as in {@link #ofCeiling}. */
  public Optional<Spread> ceilingOver(String scenario, String system) {
    return besideCeiling(scenario, system, (own, ceiling) -> ceiling / own);
  }

  private Optional<Spread> besideCeiling(
      String scenario, String system, DoubleBinaryOperator ratio) {
    return Spread.of(
        of(scenario, system).stream()
            .flatMap(
                reading ->
                    reading
                        .ceilingDocumentsPerSecond()
                        .map(ceiling -> ratio.applyAsDouble(reading.documentsPerSecond(), ceiling))
                        .stream())
            .toList());
  }

  boolean has(String scenario, int round, String system) {
    return of(scenario, system, round).isPresent();
  }
}
