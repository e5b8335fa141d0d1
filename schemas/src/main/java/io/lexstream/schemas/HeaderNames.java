package io.lexstream.schemas;

import java.util.Set;

/** Names of the record headers that Lexstream writes and reads. All values are UTF-8 text. */
public final class HeaderNames {

  /** The entry a record was made from, as {@code TOPIC-PARTITION-OFFSET}. */
  public static final String ENTRY = "lexstream-entry";

  /** On a replayed record: the entry that had become a dead letter. */
  public static final String REPLAY_OF = "lexstream-replay-of";

  /** The {@link Stage} that failed, in lower case. */
  public static final String ERROR_STAGE = "lexstream-error-stage";

  /** Why it failed: one of {@link DeadLetterReason}. */
  public static final String ERROR_REASON = "lexstream-error-reason";

  /**
   * The parts of the original record that were too large to keep, separated by commas: {@code
   * headers}, {@code key}, {@code value}. Absent if the dead letter contains all of them.
   */
  public static final String OMITTED = "lexstream-omitted";

  // Kafka Streams' own names since KIP-1034, so that one consumer reads its dead letters and ours.
  public static final String ERROR_EXCEPTION = "__streams.errors.exception";
  public static final String ERROR_MESSAGE = "__streams.errors.message";
  public static final String ERROR_STACKTRACE = "__streams.errors.stacktrace";
  public static final String ERROR_TOPIC = "__streams.errors.topic";
  public static final String ERROR_PARTITION = "__streams.errors.partition";
  public static final String ERROR_OFFSET = "__streams.errors.offset";

  /** W3C trace context; copied unchanged. */
  public static final String TRACE_PARENT = "traceparent";

  /** Headers that describe a failure. They are replaced, never appended. */
  static final Set<String> ERRORS =
      Set.of(
          ERROR_STAGE,
          ERROR_REASON,
          OMITTED,
          ERROR_EXCEPTION,
          ERROR_MESSAGE,
          ERROR_STACKTRACE,
          ERROR_TOPIC,
          ERROR_PARTITION,
          ERROR_OFFSET);

  private HeaderNames() {}
}
