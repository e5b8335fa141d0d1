package io.lexstream.loadtest.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of a quantity over rounds.
 *
 * @param estimate the Hodges–Lehmann estimate, which is the median of the means of all pairs of
 *     values. It is nearly as robust to outliers as the median and nearly as efficient as the mean
 * @param median middle value
 * @param deviation median absolute deviation from the median
 * @param least smallest value
 * @param largest largest value
 * @param values all values, by round
 */
public record Spread(
    double estimate,
    double median,
    double deviation,
    double least,
    double largest,
    List<Double> values) {

  /** The spread of values; empty if there are none. */
  public static Optional<Spread> of(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double median = middle(values);
    return Optional.of(
        new Spread(
            middle(pairMeans(values)),
            median,
            middle(values.stream().map(value -> Math.abs(value - median)).toList()),
            values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
            values.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
            List.copyOf(values)));
  }

  private static List<Double> pairMeans(List<Double> values) {
    var means = new ArrayList<Double>();
    for (int i = 0; i < values.size(); i++) {
      for (int j = i; j < values.size(); j++) {
        means.add((values.get(i) + values.get(j)) / 2);
      }
    }
    return means;
  }

  private static double middle(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
