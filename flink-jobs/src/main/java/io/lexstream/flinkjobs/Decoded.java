package io.lexstream.flinkjobs;

import io.lexstream.schemas.avro.Document;

/** What a record's bytes turned out to be. */
sealed interface Decoded {

  /** A document that can be analyzed. */
  record Valid(Document document) implements Decoded {}

  /** Something that will never be one. */
  record Rejected(Outcome.Dead dead) implements Decoded {}
}
