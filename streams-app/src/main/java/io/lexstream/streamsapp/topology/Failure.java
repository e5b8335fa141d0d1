package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.SchemaRejectedException;
import io.lexstream.schemas.UndecodableException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** A failure that is the record's own fault, or at least happens with this record alone. */
record Failure(String reason, Throwable cause) {

  /** A record on which a step of the streams app itself fails. */
  static final String PROCESSING_FAILED = "processing-failed";

  /** Empty when {@code thrown} says nothing about the record: then it must be tried again. */
  static Optional<Failure> of(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RejectedRecordException rejected) {
        return Optional.of(new Failure(rejected.reason(), rejected));
      }
      if (cause instanceof UndecodableException) {
        return Optional.of(new Failure(DeadLetterReason.UNDECODABLE, cause));
      }
      if (cause instanceof RecordTooLargeException) {
        return Optional.of(new Failure(DeadLetterReason.TOO_LARGE, cause));
      }
      if (cause instanceof SchemaRejectedException) {
        return Optional.empty();
      }
    }
    if (thrown instanceof SerializationException) {
      return Optional.of(new Failure(PROCESSING_FAILED, thrown));
    }
    return thrown instanceof KafkaException
        ? Optional.empty()
        : Optional.of(new Failure(PROCESSING_FAILED, thrown));
  }
}
