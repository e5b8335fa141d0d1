package io.lexstream.flinkjobs;

import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.Optional;

/** What became of a record: its result, or why it has none. */
sealed interface Outcome {

  /** The record's result. */
  record Enriched(EnrichedDocument document) implements Outcome {}

  /**
   * The record becomes a dead letter.
   *
   * @param reason one of {@link io.lexstream.schemas.DeadLetterReason}
   * @param message what is wrong with it, in one line
   * @param cause the failure behind it, if there was one
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
