package io.lexstream.streamsapp.topology;

import java.util.Optional;

/**
 * Thrown by a step that rejects a record because of its content. The record becomes a dead letter.
 * Has no stack trace.
 */
public final class RejectedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;
  private final String documentId;

  /**
   * Rejects a record.
   *
   * @param reason reason of the dead letter
   * @param message one line: the field, what is wrong and what to do
   * @param documentId id of the document; null if unknown
   */
  public RejectedRecordException(String reason, String message, String documentId) {
    super(message, null, false, false);
    this.reason = reason;
    this.documentId = documentId;
  }

  String reason() {
    return reason;
  }

  Optional<String> documentId() {
    return Optional.ofNullable(documentId);
  }
}
