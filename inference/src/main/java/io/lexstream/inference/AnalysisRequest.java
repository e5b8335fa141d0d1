package io.lexstream.inference;

import java.util.Objects;
import java.util.Optional;

/**
 * A text to analyze.
 *
 * @param text the text as stored; every offset of the analysis counts its code points. A lone
 *     surrogate is read as U+FFFD, which takes as much place: see {@link WellFormedText}
 * @param language ISO 639 code of the text's language where the caller knows it, alone or at the
 *     head of a tag such as {@code en-GB}; trusted, so no identification takes place. What is no
 *     such code counts as not given
 */
public record AnalysisRequest(String text, Optional<String> language) {

  /** Checks that both parts are there. */
  public AnalysisRequest {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
  }

  /** A text whose language is to be identified. */
  public static AnalysisRequest of(String text) {
    return new AnalysisRequest(text, Optional.empty());
  }

  /** A text in a known language (ISO 639-1). */
  public static AnalysisRequest of(String text, String language) {
    return new AnalysisRequest(text, Optional.of(language));
  }
}
