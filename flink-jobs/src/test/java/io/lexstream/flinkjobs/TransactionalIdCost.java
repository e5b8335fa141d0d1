package io.lexstream.flinkjobs;

import io.lexstream.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures the memory of a broker per transactional id that it keeps, for the decision on
 * transaction naming. Run its {@code main} with the number of ids.
 */
final class TransactionalIdCost {

  private TransactionalIdCost() {}

  public static void main(String[] args) throws Exception {
    int ids = Integer.parseInt(args[0]);
    var folder = Files.createTempDirectory("transactional-id-cost");
    try (var broker = EmbeddedBroker.start(folder)) {
      try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("enriched", 1, (short) 1))).all().get();
      }
      var properties = new Properties();
      properties.setProperty("bootstrap.servers", broker.bootstrapServers());
      properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
      properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
      try (var producer = new FlinkKafkaInternalProducer<byte[], byte[]>(properties, "warm-up")) {
        transactions(producer, "warm-up-", 500);
        long before = usedHeap();
        transactions(producer, "lexstream-enrichment-0-", ids);
        System.out.printf("%d bytes of heap an id%n", (usedHeap() - before) / ids);
      }
    }
  }

  private static void transactions(
      FlinkKafkaInternalProducer<byte[], byte[]> producer, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      producer.setTransactionId(prefix + i);
      producer.initTransactions();
      producer.beginTransaction();
      // The commit fails if this does.
      var unused = producer.send(new ProducerRecord<>("enriched", new byte[10]));
      producer.flush();
      producer.commitTransaction();
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
