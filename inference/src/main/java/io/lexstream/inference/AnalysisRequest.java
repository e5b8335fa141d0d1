package io.lexstream.inference;

import java.util.Objects;
import java.util.Optional;

/**
 * A text to analyze.
 *
 * @param text the text as stored; every offset of the analysis counts its code points. A lone
 *     surrogate is read as U+FFFD, so that offsets stay valid
 * @param language ISO 639 code of the text's language if the caller knows it, alone or at the start
 *     of a tag such as {@code en-GB}. The language is then not identified. A value that is not such
 *     a code is ignored
 */
public record AnalysisRequest(String text, Optional<String> language) {

  /** Checks that neither is null. */
  public AnalysisRequest {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
  }

  /** A text whose language is identified. */
  public static AnalysisRequest of(String text) {
    return new AnalysisRequest(text, Optional.empty());
  }

  /** A text in a known language (ISO 639-1). */
  public static AnalysisRequest of(String text, String language) {
    return new AnalysisRequest(text, Optional.of(language));
  }
}
