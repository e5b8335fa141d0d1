package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.SchemaRejectedException;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.UndecodableException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** A failure caused by the record, not by an outage. */
record RecordFailure(String reason, Throwable cause) {

  /** Reason if a step of the streams app throws an unexpected exception. */
  static final String PROCESSING_FAILED = "processing-failed";

  /** The stage of the step that threw {@code thrown}; empty if the step is one of Kafka Streams. */
  static Optional<Stage> stageOf(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StepFailure marked) {
        return Optional.of(marked.stage());
      }
    }
    return Optional.empty();
  }

  /**
   * Classifies {@code thrown}. Empty if the record is not the cause and must be processed again.
   */
  static Optional<RecordFailure> of(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StepFailure marked) {
        return Optional.of(marked.failure());
      }
      if (cause instanceof RejectedRecordException rejected) {
        return Optional.of(new RecordFailure(rejected.reason(), rejected));
      }
      if (cause instanceof UndecodableException) {
        return Optional.of(new RecordFailure(DeadLetterReason.UNDECODABLE, cause));
      }
      if (cause instanceof RecordTooLargeException) {
        return Optional.of(new RecordFailure(DeadLetterReason.TOO_LARGE, cause));
      }
      if (cause instanceof SchemaRejectedException) {
        return Optional.empty();
      }
    }
    if (thrown instanceof SerializationException) {
      return Optional.of(new RecordFailure(PROCESSING_FAILED, thrown));
    }
    return thrown instanceof KafkaException // an outage, or a failure that a later step reported
        ? Optional.empty()
        : Optional.of(new RecordFailure(PROCESSING_FAILED, thrown));
  }
}
