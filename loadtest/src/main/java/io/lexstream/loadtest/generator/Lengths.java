package io.lexstream.loadtest.generator;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** A distribution of text lengths, in tokens. */
public sealed interface Lengths {

  /** The next length, at least 1. */
  int next(RandomGenerator random);

  /** Name and parameters, for reports. */
  String description();

  /**
   * A lognormal distribution: most texts have similar lengths, few are much longer.
   *
   * @param median median length
   * @param sigma standard deviation of the natural logarithm
   * @param cap longest length
   */
  record Lognormal(double median, double sigma, int cap) implements Lengths {

    @Override
    public int next(RandomGenerator random) {
      return bounded(median * Math.exp(sigma * random.nextGaussian()), cap);
    }

    @Override
    public String description() {
      return String.format(
          Locale.ROOT, "lognormal, median %.0f tokens, sigma %.2f, at most %d", median, sigma, cap);
    }
  }

  /**
   * Two lengths only, which is the worst case for batches with a fixed number of rows.
   *
   * @param shortShare share of short texts
   */
  record Bimodal(int shortTokens, int longTokens, double shortShare) implements Lengths {

    @Override
    public int next(RandomGenerator random) {
      return random.nextDouble() < shortShare ? shortTokens : longTokens;
    }

    @Override
    public String description() {
      return String.format(
          Locale.ROOT,
          "bimodal, %d tokens (%.0f%%) and %d tokens",
          shortTokens,
          100 * shortShare,
          longTokens);
    }
  }

  /**
   * A Pareto distribution, with a heavy tail: P(length &gt; x) = (least / x)^alpha.
   *
   * @param least shortest length
   * @param cap longest length
   */
  record Pareto(double alpha, int least, int cap) implements Lengths {

    @Override
    public int next(RandomGenerator random) {
      return bounded(least * Math.pow(1 - random.nextDouble(), -1 / alpha), cap);
    }

    @Override
    public String description() {
      return String.format(
          Locale.ROOT, "Pareto, alpha %.1f, at least %d tokens, at most %d", alpha, least, cap);
    }
  }

  private static int bounded(double length, int cap) {
    return (int) Math.max(1, Math.min(cap, Math.round(length)));
  }
}
