package io.lexstream.schemas;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as it was read, by topic, partition and offset. For every entry that a stage reads, it
 * writes exactly one record.
 */
public record EntryId(String topic, int partition, long offset) {

  public EntryId {
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "entry %s-%d-%d needs a topic, and a partition and an offset of at least 0"
              .formatted(topic, partition, offset));
    }
  }

  /** The entry of {@code consumed}. */
  public static EntryId of(ConsumerRecord<?, ?> consumed) {
    return new EntryId(consumed.topic(), consumed.partition(), consumed.offset());
  }

  /** Parses {@code TOPIC-PARTITION-OFFSET}; empty for other text. The topic can contain dashes. */
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

  /** {@code TOPIC-PARTITION-OFFSET}; also the id of a document without one. */
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
