package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.systems.BatchTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why baseline c is as slow as it is: factors whose product is the ceiling's speed over its own.
 *
 * @param passes runs of an encoder over each row, where the ceiling needs one
 * @param padding computed tokens for each that is real, over the ceiling's
 * @param overhead all its time, over the time it spends in batches
 * @param precision the rest: float weights and PyTorch's kernels, against the package's graph
 */
record PythonCosts(double passes, double padding, double overhead, double precision) {

  private static final String VARIANT = Compared.C.system();

  /** Those of a scenario; empty if c was not run in it. */
  static Optional<PythonCosts> of(Results results, String scenario) {
    var ratio = results.ratio(scenario, Compared.CEILING.system(), VARIANT);
    var rounds = new ArrayList<PythonCosts>();
    for (Reading reading : results.of(scenario, VARIANT)) {
      var account = reading.account();
      if (account.containsKey("passes") && account.containsKey("inference_seconds")) {
        rounds.add(
            new PythonCosts(
                account.get("passes"),
                (1 - ceilingPadding(results, scenario)) / (1 - account.get("padding_ratio")),
                account.get("seconds") / account.get("inference_seconds"),
                1));
      }
    }
    if (ratio.isEmpty() || rounds.isEmpty()) {
      return Optional.empty();
    }
    double passes = median(rounds.stream().map(PythonCosts::passes).toList());
    double padding = median(rounds.stream().map(PythonCosts::padding).toList());
    double overhead = median(rounds.stream().map(PythonCosts::overhead).toList());
    return Optional.of(
        new PythonCosts(
            passes, padding, overhead, ratio.get().median() / (passes * padding * overhead)));
  }

  private static double ceilingPadding(Results results, String scenario) {
    return results
        .spread(
            scenario,
            Compared.CEILING.system(),
            reading -> reading.batches().map(BatchTotals::paddingRatio).orElse(0.0))
        .map(Spread::median)
        .orElse(0.0);
  }

  private static double median(List<Double> values) {
    return Spread.of(values).orElseThrow().median();
  }
}
