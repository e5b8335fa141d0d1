package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.Topic;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Rejects a record that is too large for its topic before it reaches the producer. A rejection by
 * producer or broker aborts the transaction, and the record would be read and rejected again
 * endlessly. A rejection here becomes a dead letter.
 *
 * @param <T> the values
 */
final class SizeLimitedSerializer<T> implements Serializer<T> {

  /** Reserve for the key, a document id, and for framing. */
  private static final int ROOM = 4 * 1024;

  private static final int HEADER_FRAMING = 10;

  private final Topic topic;
  private final Serializer<T> values;

  SizeLimitedSerializer(Topic topic, Serializer<T> values) {
    this.topic = topic;
    this.values = values;
  }

  @Override
  public byte[] serialize(String name, T value) {
    return values.serialize(name, value);
  }

  @Override
  public byte[] serialize(String name, Headers headers, T value) {
    byte[] bytes = values.serialize(name, headers, value);
    long size = size(bytes) + size(headers);
    if (size > largest(topic)) {
      throw new RecordTooLargeException(
          "the record for "
              + name
              + " has "
              + size
              + " bytes with its headers, the limit is "
              + largest(topic)
              + ": send less text, attributes or headers");
    }
    return bytes;
  }

  /** Largest size of value and headers together on {@code topic}, in bytes. */
  static long largest(Topic topic) {
    return topic.largestRecord() - (long) ROOM;
  }

  static long size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  static long size(Iterable<Header> headers) {
    long size = 0;
    for (var header : headers) {
      size += 3L * header.key().length() + size(header.value()) + HEADER_FRAMING;
    }
    return size;
  }

  @Override
  public void close() {
    values.close();
  }
}
