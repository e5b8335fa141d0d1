package io.lexstream.flinkjobs;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes results and dead letters, each to its topic. One sink writes both, in one transaction, so
 * that a reader sees both or neither.
 */
final class OutboundRecordSerializer implements KafkaRecordSerializationSchema<OutboundRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      OutboundRecord outbound, KafkaSinkContext context, Long timestamp) {
    return outbound.toProducerRecord();
  }
}
