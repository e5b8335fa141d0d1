package io.lexstream.flinkjobs;

import io.lexstream.schemas.avro.Document;

/** The result of decoding a record. */
sealed interface Decoded {

  /** A document that can be analyzed. */
  record Valid(Document document) implements Decoded {}

  /** A record that is not a document, and becomes a dead letter. */
  record Rejected(Outcome.Dead dead) implements Decoded {}
}
