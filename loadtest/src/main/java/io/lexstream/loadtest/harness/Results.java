package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.ceiling.CeilingMain.Trial;
import io.lexstream.loadtest.meter.CpuPart;
import io.lexstream.loadtest.systems.OpenLoopMeasurement;
import io.lexstream.loadtest.systems.SystemName;
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
 * All measurements of a run. They are written to a file after each round, and an interrupted run
 * continues from that file. Not thread safe.
 *
 * @param key identifies the plan, the build and the machine
 * @param plan name of the plan
 * @param readings all measured drains
 * @param trials layouts that the ceiling's search tried, by scenario
 * @param cpuSeconds the pipeline's CPU seconds by part, over one drain of the first scenario
 * @param loads latency under open loops
 * @param notRun systems that were not run, with the reason
 */
public record Results(
    String key,
    String plan,
    List<Reading> readings,
    Map<String, List<Trial>> trials,
    Map<CpuPart, Double> cpuSeconds,
    List<OpenLoopMeasurement> loads,
    Map<SystemName, String> notRun) {

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

  private static String key(Plan plan, String state) {
    return plan.key() + " " + state;
  }

  /** Whether these are results of that plan, build and machine. */
  boolean areOf(Plan other, String state) {
    return key.equals(key(other, state));
  }

  /** The scenarios with readings, in the order they were run. */
  public List<String> scenarios() {
    Set<String> names = new LinkedHashSet<>();
    readings.forEach(reading -> names.add(reading.scenario()));
    return List.copyOf(names);
  }

  /** The readings of a system in a scenario, by round. */
  public List<Reading> of(String scenario, SystemName system) {
    return readings.stream()
        .filter(reading -> reading.scenario().equals(scenario) && reading.system() == system)
        .toList();
  }

  /** The reading of a system in a round of a scenario. */
  public Optional<Reading> of(String scenario, SystemName system, int round) {
    return of(scenario, system).stream().filter(reading -> reading.round() == round).findFirst();
  }

  /** The spread of a quantity over the rounds of a scenario. */
  public Optional<Spread> spread(
      String scenario, SystemName system, Function<Reading, Double> quantity) {
    return Spread.of(of(scenario, system).stream().map(quantity).toList());
  }

  /** Throughput in documents per second. */
  public Optional<Spread> documentsPerSecond(String scenario, SystemName system) {
    return spread(scenario, system, Reading::documentsPerSecond);
  }

  /**
   * A system's throughput divided by the ceiling's, computed for each round. The ceiling was
   * measured in alternation with the system or before and after it.
   */
  public Optional<Spread> ofCeiling(String scenario, SystemName system) {
    return besideCeiling(scenario, system, (own, ceiling) -> own / ceiling);
  }

  /** The inverse of {@link #ofCeiling}, computed for each round. */
  public Optional<Spread> ceilingOver(String scenario, SystemName system) {
    return besideCeiling(scenario, system, (own, ceiling) -> ceiling / own);
  }

  private Optional<Spread> besideCeiling(
      String scenario, SystemName system, DoubleBinaryOperator ratio) {
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

  boolean has(String scenario, int round, SystemName system) {
    return of(scenario, system, round).isPresent();
  }
}
