package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Why baseline c is as slow as it is: factors whose product is the ceiling's speed over its own.
 *
 * @param passes runs of an encoder over each row, where the ceiling needs one
 * @param padding tokens computed in one pass, padding and the windows' overlap included, over the
 *     ceiling's
 * @param precision seconds a computed token and pass, over the ceiling's: float weights, PyTorch's
 *     kernels and the shapes of its batches against the package's graph in the ceiling's layout
 * @param overhead all its time, over the time it spends in batches
 */
record PythonCosts(double passes, double padding, double precision, double overhead) {

  /** Geometric means over the rounds of a scenario; empty if c was not run in it. */
  static Optional<PythonCosts> of(Results results, String scenario) {
    var rounds = new ArrayList<PythonCosts>();
    for (Reading slow : results.of(scenario, Compared.C.system())) {
      results
          .of(scenario, Compared.CEILING.system(), slow.round())
          .ifPresent(ceiling -> rounds.add(of(slow, ceiling)));
    }
    return rounds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PythonCosts(
                mean(rounds, PythonCosts::passes),
                mean(rounds, PythonCosts::padding),
                mean(rounds, PythonCosts::precision),
                mean(rounds, PythonCosts::overhead)));
  }

  private static PythonCosts of(Reading slow, Reading ceiling) {
    Map<String, Double> account = slow.account();
    double passes = account.get("passes");
    double inBatches = account.get("inference_seconds");
    double computed = account.get("tokens") / (1 - account.get("padding_ratio"));
    double ceilingComputed = ceiling.batches().orElseThrow().paddedTokens();
    return new PythonCosts(
        passes,
        computed / ceilingComputed,
        inBatches / (passes * computed) / (ceiling.seconds() / ceilingComputed),
        slow.seconds() / inBatches);
  }

  private static double mean(List<PythonCosts> rounds, ToDoubleFunction<PythonCosts> factor) {
    return Math.exp(rounds.stream().mapToDouble(factor).map(Math::log).average().orElseThrow());
  }
}
