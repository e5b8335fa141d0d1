package io.lexstream.streamsapp.topology;

import java.util.Optional;

/**
 * A record that a step refuses for what it holds. Becomes a dead letter; carries no stack trace.
 */
public final class RejectedRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String reason;
  private final String documentId;

  /**
   * Refuses a record.
   *
   * @param reason why, for the dead letter
   * @param message one line: the field, what is wrong and what to do
   * @param documentId the document's id; null when it is not known
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
