package io.lexstream.inference;

/**
 * The language of a text.
 *
 * @param code ISO 639-1 code, or {@code und} if the language is not identified with confidence
 * @param score confidence in {@code [0, 1]}; 1 for a language that the caller gave
 */
public record DetectedLanguage(String code, double score) {

  /** ISO 639-2 code of a language that could not be determined. */
  public static final String UNDETERMINED = "und";
}
