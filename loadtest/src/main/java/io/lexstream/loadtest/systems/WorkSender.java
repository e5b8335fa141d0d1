package io.lexstream.loadtest.systems;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.loadtest.workload.WorkDocument;
import io.lexstream.loadtest.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes documents to a system's input topic. A workload is written in one transaction, so that all
 * documents are readable at the same time and the time of writing is not measured.
 */
final class WorkSender implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final MessageFormat format;

  WorkSender(String bootstrapServers, String topic, MessageFormat format) {
    this.topic = topic;
    this.format = format;
    var properties = new HashMap<String, Object>();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "send-" + topic);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
    // For a new topic, a second request in flight may arrive first and block the other for ever.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  /**
   * Keys of the documents sent, and the time from which they were readable, in ms since the epoch.
   */
  record Sent(Set<String> keys, long readableMillis) {}

  /**
   * Sends all documents.
   *
   * @param prefix prefix of every id
   */
  Sent send(Workload workload, String prefix) {
    var keys = new LinkedHashSet<String>();
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    int number = 0;
    for (WorkDocument document : workload.documents()) {
      var id = prefix + document.id();
      keys.add(id);
      // Round robin over partitions, so that hash values do not influence the measurement.
      int partition = number++ % BrokerProcess.PARTITIONS;
      records.add(
          new ProducerRecord<>(
              topic, partition, id.getBytes(UTF_8), format.document(topic, id, document.text())));
    }
    producer.beginTransaction();
    records.forEach(producer::send);
    producer.flush();
    producer.commitTransaction();
    // The broker confirms a commit before it writes the marker, so no document was read earlier.
    return new Sent(keys, System.currentTimeMillis());
  }

  @Override
  public void close() {
    producer.close();
  }
}
