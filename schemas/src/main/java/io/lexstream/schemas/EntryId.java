package io.lexstream.schemas;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The unit of Lexstream's promise: one record as it was read, by topic, partition and offset. For
 * every entry a stage reads, exactly one record leaves it.
 */
public record EntryId(String topic, int partition, long offset) {

  public EntryId {
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "an entry needs a topic, a partition and an offset, none negative: "
              + topic
              + "-"
              + partition
              + "-"
              + offset);
    }
  }

  /** The entry that {@code consumed} is. */
  public static EntryId of(ConsumerRecord<?, ?> consumed) {
    return new EntryId(consumed.topic(), consumed.partition(), consumed.offset());
  }

  /**
   * Reads {@code TOPIC-PARTITION-OFFSET}; empty for anything else. The topic may hold dashes
   * itself.
   */
  public static Optional<EntryId> parse(String text) {
    int offsetAt = text.lastIndexOf('-');
    int partitionAt = text.lastIndexOf('-', offsetAt - 1);
    if (partitionAt <= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EntryId(
              text.substring(0, partitionAt),
              Integer.parseInt(text.substring(partitionAt + 1, offsetAt)),
              Long.parseLong(text.substring(offsetAt + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code TOPIC-PARTITION-OFFSET}; also the id of a document that came without one. */
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
