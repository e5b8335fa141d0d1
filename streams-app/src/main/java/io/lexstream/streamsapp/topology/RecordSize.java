package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.Topic;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;

/** Sizes of records in bytes, and the limits of topics. */
public final class RecordSize {

  /** Reserve for the key, a document id, and for framing. */
  private static final int RESERVE = 4 * 1024;

  private static final int HEADER_FRAMING = 10;

  private RecordSize() {}

  /**
   * Checks that a record fits on its topic.
   *
   * @param name name of the topic, for the message
   * @throws RecordTooLargeException if it does not
   */
  public static void requireFits(Topic topic, String name, byte[] value, Iterable<Header> headers) {
    long size = of(value) + of(headers);
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
  }

  /** Largest size of value and headers together on {@code topic}. */
  static long largest(Topic topic) {
    return topic.largestRecord() - (long) RESERVE;
  }

  static long of(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  static long of(Iterable<Header> headers) {
    long size = 0;
    for (var header : headers) {
      size += 3L * header.key().length() + of(header.value()) + HEADER_FRAMING;
    }
    return size;
  }
}
