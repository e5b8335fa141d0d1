package io.lexstream.flinkjobs;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record to write: a result or a dead letter, depending on its topic.
 *
 * <p>Public and flat for the same reason as {@link RawRecord}.
 *
 * @param topic the topic to write it to
 * @param timestamp its timestamp in ms since the epoch, negative for none
 * @param key its key, may be null
 * @param value its value, may be null
 * @param headerNames its headers' names, in order
 * @param headerValues the value for each name, some may be null
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record OutboundRecord(
    String topic,
    long timestamp,
    byte[] key,
    byte[] value,
    String[] headerNames,
    byte[][] headerValues) {

  static OutboundRecord of(
      String topic, long timestamp, byte[] key, byte[] value, Headers headers) {
    return new OutboundRecord(
        topic,
        timestamp,
        key,
        value,
        RecordHeaderArrays.names(headers),
        RecordHeaderArrays.values(headers));
  }

  ProducerRecord<byte[], byte[]> toProducerRecord() {
    return new ProducerRecord<>(
        topic,
        null,
        timestamp < 0 ? null : timestamp,
        key,
        value,
        RecordHeaderArrays.headers(headerNames, headerValues));
  }
}
