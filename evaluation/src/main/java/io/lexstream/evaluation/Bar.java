package io.lexstream.evaluation;

import java.util.Locale;

/**
 * The value that a score has to reach. The bars are the targets of the default packages.
 *
 * @param comparison how the score is compared with the limit
 * @param origin where the limit comes from; empty if it is fixed
 */
record Bar(Comparison comparison, double limit, String origin) {

  /** For figures without a target. */
  static final Bar NONE = new Bar(Comparison.NONE, 0, "");

  /** How a score is compared with a limit. */
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

  /** Returns whether the score reaches the bar. */
  boolean isMetBy(double score) {
    return switch (comparison) {
      case NONE -> true;
      case AT_LEAST -> score >= limit;
      case ABOVE -> score > limit;
      case AT_MOST -> score <= limit;
    };
  }

  /** Returns the bar and whether the score reaches it, as text. */
  String outcome(double score) {
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
