package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.streamsapp.topology.RejectedRecordException;

/** Why intake refuses records. */
final class Rejections {

  /** A record whose idempotency key was used before. */
  static final String DUPLICATE = "duplicate-request";

  private Rejections() {}

  static RejectedRecordException invalid(String message) {
    return new RejectedRecordException(DeadLetterReason.INVALID_DOCUMENT, message, null);
  }
}
