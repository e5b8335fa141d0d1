package io.lexstream.schemas;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of dead letters, the same from every stage: names of KIP-1034, plus stage and reason. The
 * dead letter's key, value and timestamp are those of the record read, unchanged.
 */
public final class DeadLetters {

  /** Longest stack trace kept, in bytes of UTF-8. */
  public static final int STACKTRACE_BYTES = 4 * 1024;

  /** Longest message kept, in bytes of UTF-8. */
  public static final int MESSAGE_BYTES = 1024;

  private DeadLetters() {}

  /**
   * Headers for the dead letter of {@code entry}, which {@code stage} could not process because of
   * {@code cause}.
   *
   * @param original headers of the record read; kept, save those this writes
   * @param reason one of {@link DeadLetterReason}
   */
  public static Headers headersFor(
      Iterable<Header> original, EntryId entry, String stage, String reason, Throwable cause) {
    var headers =
        headersFor(
            original,
            entry,
            stage,
            reason,
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    TextHeaders.set(headers, HeaderNames.ERROR_EXCEPTION, cause.getClass().getName());
    TextHeaders.set(headers, HeaderNames.ERROR_STACKTRACE, stackTrace(cause));
    return headers;
  }

  /** Headers for a dead letter that no exception caused, such as an invalid document. */
  public static Headers headersFor(
      Iterable<Header> original, EntryId entry, String stage, String reason, String message) {
    var headers = new RecordHeaders(original);
    HeaderNames.ERRORS.forEach(headers::remove);
    EntryHeader.set(headers, entry);
    TextHeaders.set(headers, HeaderNames.ERROR_STAGE, stage);
    TextHeaders.set(headers, HeaderNames.ERROR_REASON, reason);
    TextHeaders.set(headers, HeaderNames.ERROR_MESSAGE, capped(message, MESSAGE_BYTES));
    TextHeaders.set(headers, HeaderNames.ERROR_TOPIC, entry.topic());
    TextHeaders.set(headers, HeaderNames.ERROR_PARTITION, Integer.toString(entry.partition()));
    TextHeaders.set(headers, HeaderNames.ERROR_OFFSET, Long.toString(entry.offset()));
    return headers;
  }

  /**
   * Headers for sending {@code letter} to its topic once more: the original ones, and the entry it
   * was. What said why it had failed is gone; should it fail again, that failure is described
   * alone.
   */
  public static Headers replayHeaders(DeadLetter letter) {
    var headers = new RecordHeaders(letter.headers());
    HeaderNames.ERRORS.forEach(headers::remove);
    headers.remove(HeaderNames.ENTRY);
    return TextHeaders.set(headers, HeaderNames.REPLAY_OF, letter.entry().toString());
  }

  private static String stackTrace(Throwable cause) {
    var written = new StringWriter();
    cause.printStackTrace(new PrintWriter(written, true));
    return capped(written.toString(), STACKTRACE_BYTES);
  }

  private static String capped(String text, int bytes) {
    return WellFormedText.truncated(WellFormedText.of(text), bytes);
  }
}
