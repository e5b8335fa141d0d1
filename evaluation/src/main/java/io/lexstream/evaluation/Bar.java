package io.lexstream.evaluation;

import java.util.Locale;

/**
 * What a score is to reach. The bars are those that the default packages were made for.
 *
 * @param comparison of the score with the limit
 * @param origin where the limit comes from, if it is not fixed
 */
record Bar(Comparison comparison, double limit, String origin) {

  /** For figures that are reported only. */
  static final Bar NONE = new Bar(Comparison.NONE, 0, "");

  /** How a score is held against a limit. */
  enum Comparison {
    NONE,
    AT_LEAST,
    ABOVE,
    AT_MOST
  }

  static Bar atLeast(double limit) {
    return new Bar(Comparison.AT_LEAST, limit, "");
  }

  static Bar atMost(double limit) {
    return new Bar(Comparison.AT_MOST, limit, "");
  }

  /** Whether the score passes. */
  boolean isMetBy(double score) {
    return switch (comparison) {
      case NONE -> true;
      case AT_LEAST -> score >= limit;
      case ABOVE -> score > limit;
      case AT_MOST -> score <= limit;
    };
  }

  /** The bar and whether the score passes, in words. */
  String verdict(double score) {
    return comparison == Comparison.NONE ? "" : this + (isMetBy(score) ? ": met" : ": missed");
  }

  @Override
  public String toString() {
    var sign =
        switch (comparison) {
          case NONE -> "";
          case AT_LEAST -> ">= ";
          case ABOVE -> "> ";
          case AT_MOST -> "<= ";
        };
    return sign.isEmpty()
        ? ""
        : sign + (origin.isEmpty() ? limit : origin + String.format(Locale.ROOT, " %.4f", limit));
  }
}
