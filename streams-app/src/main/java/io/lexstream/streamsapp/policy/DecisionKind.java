package io.lexstream.streamsapp.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with a document, from the mildest to the strictest. */
public enum DecisionKind {
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
  public static Optional<DecisionKind> of(String text) {
    return Arrays.stream(values()).filter(action -> action.text().equals(text)).findFirst();
  }

  DecisionKind orStricter(DecisionKind other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
