package io.lexstream.loadtest.report;

import io.lexstream.loadtest.harness.Reading;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.systems.SystemName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What makes the PyTorch consumer slower than the ceiling: factors whose product is the ratio of
 * their speeds.
 *
 * @param passes runs of an encoder over each row, where the ceiling needs one
 * @param padding tokens computed in one pass, including padding and window overlap, divided by the
 *     ceiling's
 * @param precision seconds per computed token and pass, divided by the ceiling's. It covers float
 *     weights, PyTorch's kernels and batch shapes
 * @param overhead total time divided by the time spent in batches
 */
record PythonCosts(double passes, double padding, double precision, double overhead) {

  /** Geometric means over the rounds of a scenario; empty if the consumer was not run. */
  static Optional<PythonCosts> of(Results results, String scenario) {
    var rounds = new ArrayList<PythonCosts>();
    for (Reading slow : results.of(scenario, SystemName.PYTHON_PYTORCH)) {
      results
          .of(scenario, SystemName.CEILING, slow.round())
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
