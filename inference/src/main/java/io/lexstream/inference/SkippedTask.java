package io.lexstream.inference;

/**
 * A task without an answer.
 *
 * @param task {@code sentiment}, {@code toxicity}, {@code entities} or {@code summary}
 * @param reason one of the constants here; consumers must bear new ones
 */
public record SkippedTask(String task, String reason) {

  /** No configured package serves the text's language. */
  public static final String UNSUPPORTED_LANGUAGE = "unsupported-language";

  /** The text is too short for the task: a summary of one sentence is the sentence. */
  public static final String TOO_SHORT = "too-short";

  /** Packages serve the language, but none of them has a head for the task. */
  public static final String NO_MODEL = "no-model";

  /** The text holds nothing a tokenizer can see: white space or control characters only. */
  public static final String NO_TEXT = "no-text";
}
