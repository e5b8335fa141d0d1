package io.lexstream.schemas;

import io.lexstream.schemas.avro.Document;

/** What became of a line of input. */
public sealed interface Parsed {

  /**
   * A document fit to be enriched. Its id is empty when the input named none: the caller derives it
   * from the entry.
   */
  record Valid(Document document) implements Parsed {

    /** The document, its id derived from {@code entry} when the input named none. */
    public Document identifiedBy(EntryId entry) {
      return document.getId().isEmpty()
          ? Document.newBuilder(document).setId(entry.toString()).build()
          : document;
    }
  }

  /**
   * Input that is no document.
   *
   * @param reason {@link DeadLetterReason#INVALID_DOCUMENT} or {@link DeadLetterReason#TOO_LARGE}
   * @param field the field at fault, {@code attributes.NAME} for one attribute; empty when it is
   *     the line as a whole
   * @param message one line: what is wrong and what to do
   */
  record Invalid(String reason, String field, String message) implements Parsed {}
}
