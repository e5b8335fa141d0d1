package io.lexstream.flinkjobs;

import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.Optional;

/** The outcome of a record: its result, or the reason why it has none. */
sealed interface Outcome {

  /** The record's result. */
  record Enriched(EnrichedDocument document) implements Outcome {}

  /**
   * The record becomes a dead letter.
   *
   * @param reason one of {@link io.lexstream.schemas.DeadLetterReason}
   * @param message what is wrong with it, in one line
   * @param cause the failure that caused it, if any
   */
  record Dead(String reason, String message, Optional<Throwable> cause) implements Outcome {

    static Dead because(String reason, String message) {
      return new Dead(reason, message, Optional.empty());
    }

    static Dead because(String reason, Throwable cause) {
      return new Dead(reason, String.valueOf(cause.getMessage()), Optional.of(cause));
    }
  }
}
