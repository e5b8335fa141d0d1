package io.lexstream.inference;

/**
 * A task without a result.
 *
 * @param task {@code sentiment}, {@code toxicity}, {@code entities} or {@code summary}
 * @param reason one of the constants here; later versions may add more
 */
public record SkippedTask(String task, String reason) {

  /** No configured package serves the text's language. */
  public static final String UNSUPPORTED_LANGUAGE = "unsupported-language";

  /** The text is too short for the task. */
  public static final String TOO_SHORT = "too-short";

  /** The text has one sentence, which cannot be shortened. */
  public static final String SINGLE_SENTENCE = "single-sentence";

  /** Packages serve the language, but none of them has a head for the task. */
  public static final String NO_MODEL = "no-model";

  /** The text has no token: it consists of white space and control characters. */
  public static final String NO_TEXT = "no-text";
}
