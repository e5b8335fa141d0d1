package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures a run is about. Each is taken round by round, over measurements that took turns or
 * stand side by side, and then over rounds.
 *
 * @param endToEndOverCeiling documents a second of the pipeline, as a share of the ceiling's
 * @param ceilingOverBaseline how many times as fast the ceiling is, by baseline
 * @param hostDocumentsPerCpuSecond what the pipeline without a model makes of a second of one core
 */
record Ratios(
    Optional<Spread> endToEndOverCeiling,
    Map<String, Spread> ceilingOverBaseline,
    Optional<Spread> hostDocumentsPerCpuSecond) {

  /** Those of a scenario. */
  static Ratios of(Results results, String scenario) {
    var baselines = new LinkedHashMap<String, Spread>();
    for (Compared baseline : Compared.baselines()) {
      results
          .ceilingOver(scenario, baseline.system())
          .ifPresent(ratio -> baselines.put(baseline.system(), ratio));
    }
    return new Ratios(
        results.ofCeiling(scenario, Compared.PIPELINE.system()),
        baselines,
        results.spread(scenario, Compared.HOST.system(), Ratios::documentsPerCpuSecond));
  }

  private static double documentsPerCpuSecond(Reading reading) {
    return reading.cpuSeconds() == 0 ? 0 : reading.documents() / reading.cpuSeconds();
  }
}
