package io.lexstream.schemas;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record of the dead-letter topic, written by any stage or by Kafka Streams' own handler.
 *
 * @param key the original key; null if it had none
 * @param value the original value; null if it had none
 * @param headers all headers, as stored
 * @param timestamp the record's timestamp, ms since the epoch; the original one
 * @param entry the entry that failed
 * @param stage the {@link Stage} that failed, as written; empty if the header is missing
 * @param reason one of {@link DeadLetterReason}; {@code unknown} if the header is missing
 * @param exception class name of the exception, if there was one
 * @param message what was wrong; the message of an exception may have several lines
 * @param stackTrace the beginning of the stack trace, if there was an exception
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
   * Reads a record of the dead-letter topic. A record of another program that names no entry counts
   * as its own entry, so that readers see every record of the topic.
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
   * Whether it contains the key and the value of the record that failed. Only such a dead letter
   * can be replayed.
   */
  public boolean isWhole() {
    return TextHeaders.get(headers, HeaderNames.OMITTED).stream()
        .flatMap(omitted -> Arrays.stream(omitted.split(",", -1)))
        .map(String::strip)
        .noneMatch(part -> part.equals("key") || part.equals("value"));
  }

  /**
   * The entry by topic, partition and offset. Kafka Streams' own handler keeps the entry header of
   * the stage before, so that header is not used here.
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
