package io.lexstream.loadtest.generator;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** A distribution of text lengths, in tokens. */
public sealed interface Lengths {

  /** The next length, at least 1. */
  int next(RandomGenerator random);

  /** Its name and parameters, for reports. */
  String description();

  /**
   * Most texts of about one length, few much longer: the logarithm is normal.
   *
   * @param median half of the texts are shorter
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
   * Two lengths and nothing between: what batches by count suffer from most.
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
   * A heavy tail: P(length &gt; x) = (least / x)^alpha.
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
