package io.lexstream.loadtest.generator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Shares of languages.
 *
 * @param shares shares by ISO 639-1 code, which add up to 1
 */
public record LanguageMix(Map<String, Double> shares) {

  private static final double ROUNDING = 1e-9;

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException if the shares do not add up to 1
   */
  public LanguageMix {
    // Sorted, so that a seed always gives the same stream.
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING || shares.values().stream().anyMatch(share -> share < 0)) {
      throw new IllegalArgumentException(
          "shares of languages are %s: must not be negative and must add up to 1"
              .formatted(shares));
    }
  }

  /** One language only. */
  public static LanguageMix only(String language) {
    return new LanguageMix(Map.of(language, 1.0));
  }

  /** The languages, in the order of their codes. */
  public List<String> languages() {
    return List.copyOf(shares.keySet());
  }

  String next(RandomGenerator random) {
    if (shares.size() == 1) {
      return languages().get(0);
    }
    double left = random.nextDouble();
    String last = null;
    for (var share : shares.entrySet()) {
      last = share.getKey();
      left -= share.getValue();
      if (left < 0) {
        return last;
      }
    }
    return last;
  }
}
