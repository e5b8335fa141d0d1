package io.lexstream.flinkjobs;

import io.lexstream.schemas.EntryId;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it was read from Kafka, without decoding. Source and enrichment exchange nothing
 * else, so a checkpoint contains each record in flight once.
 *
 * <p>Public and flat, so that Flink serializes it field by field instead of with Kryo. Fields may
 * be added; older checkpoints stay readable.
 *
 * @param topic the topic it was read from
 * @param partition its partition
 * @param offset its offset
 * @param timestamp its timestamp in ms since the epoch, negative if it has none
 * @param key its key, may be null
 * @param value its value, null for a tombstone
 * @param headerNames its headers' names, in order
 * @param headerValues the value for each name, some may be null
 */
@SuppressWarnings("ArrayRecordComponent") // The arrays belong to Kafka; records are never compared.
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    String[] headerNames,
    byte[][] headerValues) {

  static RawRecord of(ConsumerRecord<byte[], byte[]> read) {
    return new RawRecord(
        read.topic(),
        read.partition(),
        read.offset(),
        read.timestamp(),
        read.key(),
        read.value(),
        RecordHeaderArrays.names(read.headers()),
        RecordHeaderArrays.values(read.headers()));
  }

  /** The entry of this record, for the headers of results and dead letters. */
  EntryId entry() {
    return new EntryId(topic, partition, offset);
  }

  /** A copy of its headers. */
  Headers headers() {
    return RecordHeaderArrays.headers(headerNames, headerValues);
  }
}
