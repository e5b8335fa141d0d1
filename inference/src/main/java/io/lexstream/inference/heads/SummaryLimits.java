package io.lexstream.inference.heads;

import io.lexstream.inference.AnalyzerOptions;

/**
 * How long a summary may be. It is also at most half of its text.
 *
 * @param sentences most sentences
 * @param length most code points
 */
public record SummaryLimits(int sentences, int length) {

  /** The limits in the options of an analyzer. */
  public static SummaryLimits of(AnalyzerOptions options) {
    return new SummaryLimits(
        options.get(AnalyzerOptions.SUMMARY_SENTENCES),
        options.get(AnalyzerOptions.SUMMARY_LENGTH));
  }
}
