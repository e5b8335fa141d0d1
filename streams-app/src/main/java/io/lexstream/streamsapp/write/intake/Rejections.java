package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.streamsapp.topology.RejectedRecordException;

/** The reasons for which intake rejects records. */
final class Rejections {

  /** Reason of a record whose idempotency key was used before. */
  private static final String DUPLICATE = "duplicate-request";

  private Rejections() {}

  static RejectedRecordException invalid(String message) {
    return new RejectedRecordException(DeadLetterReason.INVALID_DOCUMENT, message, null);
  }

  static RejectedRecordException duplicate(String message) {
    return new RejectedRecordException(DUPLICATE, message, null);
  }
}
