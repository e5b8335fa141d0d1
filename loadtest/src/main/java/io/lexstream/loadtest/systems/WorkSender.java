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
 * Writes documents to a system's input topic. A whole workload goes in one transaction, so all of
 * it can be read from one moment on, and nothing is measured that is about writing it.
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
    // A second request may overtake the first to a topic just made, and bar it for ever.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  /** What was sent, and since when it can be read, in ms since the epoch. */
  record Sent(Set<String> keys, long readableMillis) {}

  /**
   * Sends all documents.
   *
   * @param prefix begins every id
   */
  Sent send(Workload workload, String prefix) {
    var keys = new LinkedHashSet<String>();
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    int number = 0;
    for (WorkDocument document : workload.documents()) {
      var id = prefix + document.id();
      keys.add(id);
      // Partitions in turn: what hashes happen to do to a workload is not what is measured.
      int partition = number++ % BrokerProcess.PARTITIONS;
      records.add(
          new ProducerRecord<>(
              topic, partition, id.getBytes(UTF_8), format.document(topic, id, document.text())));
    }
    producer.beginTransaction();
    records.forEach(producer::send);
    producer.flush();
    producer.commitTransaction();
    // The broker answers a commit before its marker stands in the topic: none was read earlier.
    return new Sent(keys, System.currentTimeMillis());
  }

  @Override
  public void close() {
    producer.close();
  }
}
