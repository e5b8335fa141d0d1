package io.lexstream.cli.enrich;

import io.lexstream.schemas.avro.EnrichedDocument;

/** What became of a line. */
sealed interface Outcome {

  /** It was a document, and this is what the models found in it. */
  record Enriched(EnrichedDocument document) implements Outcome {}

  /**
   * It became a dead letter.
   *
   * @param entry the record that failed, {@code TOPIC-PARTITION-OFFSET}; empty if the line never
   *     became a record
   * @param stage the stage that gave up
   * @param reason one of the dead-letter reasons
   * @param field the field at fault; empty if it is not one field
   * @param message what is wrong, in one line
   */
  record Dead(String entry, String stage, String reason, String field, String message)
      implements Outcome {}
}
