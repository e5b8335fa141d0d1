package io.lexstream.schemas;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A dead letter as a reader of the topic sees it, whichever stage wrote it, Kafka Streams' own
 * handler included.
 *
 * @param key the original key; null when it had none
 * @param value the original value; null when it had none
 * @param headers all headers, as stored
 * @param timestamp the record's timestamp, ms since the epoch; the original one
 * @param entry the entry that failed
 * @param stage the stage that gave up; empty when the header is missing
 * @param reason why, as in {@link DeadLetterReason}; {@code unknown} when the header is missing
 * @param exception class name of the cause, where there was one
 * @param message what was wrong; may have several lines, when an exception's did
 * @param stackTrace the beginning of its stack trace, where there was one
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes; is not compared
public record DeadLetter(
    byte[] key,
    byte[] value,
    Headers headers,
    long timestamp,
    EntryId entry,
    String stage,
    String reason,
    Optional<String> exception,
    Optional<String> message,
    Optional<String> stackTrace) {

  /**
   * Reads a record of the dead-letter topic. One that names no entry, because something else wrote
   * it, counts as its own entry, so that nothing on the topic is hidden from its readers.
   */
  public static DeadLetter from(ConsumerRecord<byte[], byte[]> consumed) {
    var headers = consumed.headers();
    return new DeadLetter(
        consumed.key(),
        consumed.value(),
        headers,
        consumed.timestamp(),
        failedEntry(headers)
            .or(() -> EntryHeader.of(headers))
            .orElseGet(() -> EntryId.of(consumed)),
        TextHeaders.get(headers, HeaderNames.ERROR_STAGE).orElse(""),
        TextHeaders.get(headers, HeaderNames.ERROR_REASON).orElse("unknown"),
        TextHeaders.get(headers, HeaderNames.ERROR_EXCEPTION),
        TextHeaders.get(headers, HeaderNames.ERROR_MESSAGE),
        TextHeaders.get(headers, HeaderNames.ERROR_STACKTRACE));
  }

  /**
   * Whether it holds the key and the value of the record that failed. One that does not can be read
   * but not replayed: what it would send is another record.
   */
  public boolean isWhole() {
    return TextHeaders.get(headers, HeaderNames.OMITTED).stream()
        .flatMap(omitted -> Arrays.stream(omitted.split(",", -1)))
        .map(String::strip)
        .noneMatch(part -> part.equals("key") || part.equals("value"));
  }

  /**
   * Kafka Streams' own handler keeps the header of the stage before, so its topic and offset count.
   */
  private static Optional<EntryId> failedEntry(Headers headers) {
    var topic = TextHeaders.get(headers, HeaderNames.ERROR_TOPIC);
    var partition = TextHeaders.get(headers, HeaderNames.ERROR_PARTITION);
    var offset = TextHeaders.get(headers, HeaderNames.ERROR_OFFSET);
    if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
      return Optional.empty();
    }
    return EntryId.parse(topic.get() + "-" + partition.get() + "-" + offset.get());
  }
}
