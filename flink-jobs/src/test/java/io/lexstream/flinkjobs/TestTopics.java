package io.lexstream.flinkjobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The platform's topics for one test, with a prefix of its own. */
final class TestTopics implements AutoCloseable {

  private final String bootstrapServers;
  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> outputReader;
  private final Map<String, Integer> seen = new HashMap<>();

  private TestTopics(String bootstrapServers, Topics topics) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    Map<String, Object> properties = new HashMap<>(Topics.producerLimits(Topic.DOCUMENTS));
    properties.put("bootstrap.servers", bootstrapServers);
    // On a new topic, a second request in flight may overtake the first and block it for ever.
    properties.put("max.in.flight.requests.per.connection", 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.outputReader = readerOf(Topic.ENRICHED, Topic.DEAD_LETTERS);
  }

  static TestTopics create(String bootstrapServers) {
    var topics = new Topics("test-" + UUID.randomUUID().toString().substring(0, 8) + ".");
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics.all(Scale.LOCAL)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new TestTopics(bootstrapServers, topics);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  String prefix() {
    return topics.prefix();
  }

  String name(Topic topic) {
    return topics.name(topic);
  }

  /** Writes to the documents topic; returns the entries, in the order of the values. */
  List<String> write(List<byte[]> values, Header... headers) {
    var sent = new ArrayList<Future<RecordMetadata>>();
    for (int i = 0; i < values.size(); i++) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  name(Topic.DOCUMENTS),
                  i % Topic.DOCUMENTS.partitions(Scale.LOCAL),
                  ("key-" + i).getBytes(UTF_8),
                  values.get(i),
                  List.of(headers))));
    }
    producer.flush();
    return sent.stream().map(TestTopics::entry).toList();
  }

  private static String entry(Future<RecordMetadata> sent) {
    try {
      var written = sent.get();
      return written.topic() + "-" + written.partition() + "-" + written.offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All records of a topic that a read-committed reader sees now, partition by partition. */
  List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
    var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = readerOf(topic)) {
      var ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
      }
    }
    return read;
  }

  private KafkaConsumer<byte[], byte[]> readerOf(Topic... read) {
    Map<String, Object> properties = new HashMap<>(Topics.consumerLimits(read));
    properties.put("bootstrap.servers", bootstrapServers);
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        Stream.of(read)
            .flatMap(topic -> consumer.partitionsFor(name(topic)).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /**
   * How often a read-committed reader has seen each entry, in results and dead letters together.
   * The reader stays open and reads each record once.
   */
  Map<String, Integer> entries() {
    var ends = outputReader.endOffsets(outputReader.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> outputReader.position(end.getKey()) < end.getValue())) {
      outputReader
          .poll(Duration.ofMillis(100))
          .forEach(record -> seen.merge(entry(record), 1, Integer::sum));
    }
    return Map.copyOf(seen);
  }

  /** Commits offsets as a job does. */
  void commitOffsets(String group) {
    var offsets =
        IntStream.range(0, Topic.DOCUMENTS.partitions(Scale.LOCAL))
            .boxed()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(name(Topic.DOCUMENTS), partition),
                    partition -> new OffsetAndMetadata(1)));
    Map<String, Object> properties =
        Map.of("bootstrap.servers", bootstrapServers, "group.id", group);
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(offsets.keySet());
      consumer.commitSync(offsets);
    }
  }

  static String entry(ConsumerRecord<byte[], byte[]> record) {
    return header(record, "lexstream-entry");
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    outputReader.close();
  }
}
