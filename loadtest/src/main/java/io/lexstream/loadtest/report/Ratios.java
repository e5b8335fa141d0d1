package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.systems.SystemName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The main figures of a run. Each is computed for every round and then summarized over rounds.
 *
 * @param endToEndOverCeiling throughput of the pipeline divided by the ceiling's
 * @param ceilingOverBaseline throughput of the ceiling divided by each baseline's
 * @param hostDocumentsPerCpuSecond documents per CPU second of the pipeline without a model
 */
record Ratios(
    Optional<Spread> endToEndOverCeiling,
    Map<SystemName, Spread> ceilingOverBaseline,
    Optional<Spread> hostDocumentsPerCpuSecond) {

  /** The ratios of a scenario. */
  static Ratios of(Results results, String scenario) {
    var baselines = new LinkedHashMap<SystemName, Spread>();
    for (SystemName baseline : SystemName.baselines()) {
      results.ceilingOver(scenario, baseline).ifPresent(ratio -> baselines.put(baseline, ratio));
    }
    return new Ratios(
        results.ofCeiling(scenario, SystemName.PIPELINE),
        baselines,
        results.spread(scenario, SystemName.HOST, Ratios::documentsPerCpuSecond));
  }

  private static double documentsPerCpuSecond(Reading reading) {
    return reading.cpuSeconds() == 0 ? 0 : reading.documents() / reading.cpuSeconds();
  }
}
