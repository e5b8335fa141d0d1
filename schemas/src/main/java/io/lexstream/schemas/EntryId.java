package io.lexstream.schemas;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Identifies a record that was read, by topic, partition and offset. Each stage writes exactly one
 * record for each entry that it reads.
 */
public record EntryId(String topic, int partition, long offset) {

  public EntryId {
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "an entry must have a topic, a partition >= 0 and an offset >= 0: "
              + topic
              + "-"
              + partition
              + "-"
              + offset);
    }
  }

  /** The entry of a consumed record. */
  public static EntryId of(ConsumerRecord<?, ?> consumed) {
    return new EntryId(consumed.topic(), consumed.partition(), consumed.offset());
  }

  /**
   * Parses {@code TOPIC-PARTITION-OFFSET}; empty for any other text. The topic may contain dashes.
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

  /** {@code TOPIC-PARTITION-OFFSET}. A document without an id gets this text as its id. */
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
