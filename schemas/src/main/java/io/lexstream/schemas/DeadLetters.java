package io.lexstream.schemas;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Writes the headers of dead letters: the names of KIP-1034, and Lexstream's stage and reason. A
 * dead letter has the key, the value and the timestamp of the record read.
 */
public final class DeadLetters {

  /** The longest stack trace, in bytes of UTF-8. */
  public static final int STACKTRACE_BYTES = 4 * 1024;

  /** The longest message, in bytes of UTF-8. */
  public static final int MESSAGE_BYTES = 1024;

  private DeadLetters() {}

  /**
   * Headers for the dead letter of {@code entry}, which {@code stage} could not process because of
   * {@code cause}.
   *
   * @param original headers of the record read; kept, except those that are written here
   * @param reason one of {@link DeadLetterReason}
   */
  public static Headers headersFor(
      Iterable<Header> original, EntryId entry, Stage stage, String reason, Throwable cause) {
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

  /** Headers for a dead letter without an exception, such as an invalid document. */
  public static Headers headersFor(
      Iterable<Header> original, EntryId entry, Stage stage, String reason, String message) {
    var headers = new RecordHeaders(original);
    HeaderNames.ERRORS.forEach(headers::remove);
    EntryHeader.set(headers, entry);
    TextHeaders.set(headers, HeaderNames.ERROR_STAGE, stage.toString());
    TextHeaders.set(headers, HeaderNames.ERROR_REASON, reason);
    TextHeaders.set(headers, HeaderNames.ERROR_MESSAGE, capped(message, MESSAGE_BYTES));
    TextHeaders.set(headers, HeaderNames.ERROR_TOPIC, entry.topic());
    TextHeaders.set(headers, HeaderNames.ERROR_PARTITION, Integer.toString(entry.partition()));
    TextHeaders.set(headers, HeaderNames.ERROR_OFFSET, Long.toString(entry.offset()));
    return headers;
  }

  /**
   * Headers for a replay of {@code letter}: the original headers, and the entry that failed. The
   * headers that describe the failure are removed.
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
