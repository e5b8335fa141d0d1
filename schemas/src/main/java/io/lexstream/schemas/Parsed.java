package io.lexstream.schemas;

import io.lexstream.schemas.avro.Document;

/** The result of parsing a line of input. */
public sealed interface Parsed {

  /**
   * A valid document. Its id is empty if the input has none; the caller derives it from the entry.
   */
  record Valid(Document document) implements Parsed {

    /** The document, with an id derived from {@code entry} if the input has none. */
    public Document identifiedBy(EntryId entry) {
      return document.getId().isEmpty()
          ? Document.newBuilder(document).setId(entry.toString()).build()
          : document;
    }
  }

  /**
   * Input that is not a valid document.
   *
   * @param reason {@link DeadLetterReason#INVALID_DOCUMENT} or {@link DeadLetterReason#TOO_LARGE}
   * @param field the invalid field, {@code attributes.NAME} for one attribute; empty if the problem
   *     concerns the whole line
   * @param message one line: what is wrong and what to do
   */
  record Invalid(String reason, String field, String message) implements Parsed {}
}
