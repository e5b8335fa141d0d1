package io.lexstream.streamsapp.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The decisions on a document, from the mildest to the strictest. */
public enum DecisionKind {
  ALLOW,
  REVIEW,
  BLOCK;

  /** The name in policies and records: {@code allow}, {@code review}, {@code block}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The decision with the name {@code text}; empty if there is none. */
  public static Optional<DecisionKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  DecisionKind orStricter(DecisionKind other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
