package io.lexstream.cli.enrich;

import io.lexstream.schemas.avro.EnrichedDocument;

/** The outcome of a line. */
sealed interface Outcome {

  /** The line is a document and has its result. */
  record Enriched(EnrichedDocument document) implements Outcome {}

  /**
   * The line is a dead letter.
   *
   * @param entry the record that failed, {@code TOPIC-PARTITION-OFFSET}; empty if the line never
   *     became a record
   * @param stage the stage that failed
   * @param reason one of the dead-letter reasons
   * @param field the invalid field; empty if the cause is not a single field
   * @param message the cause, in one line
   */
  record Dead(String entry, String stage, String reason, String field, String message)
      implements Outcome {}
}
