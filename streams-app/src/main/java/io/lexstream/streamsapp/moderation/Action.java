package io.lexstream.streamsapp.moderation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with a document, from the mildest to the strictest. */
public enum Action {
  ALLOW,
  REVIEW,
  BLOCK;

  /**
   * The name as it stands in policies and decisions: {@code allow}, {@code review}, {@code block}.
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action called {@code text}; empty when there is none. */
  public static Optional<Action> of(String text) {
    return Arrays.stream(values()).filter(action -> action.text().equals(text)).findFirst();
  }

  Action orStricter(Action other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
