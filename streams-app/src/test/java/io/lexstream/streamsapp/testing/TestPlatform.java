package io.lexstream.streamsapp.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.settings.Settings;
import io.lexstream.streamsapp.StreamsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with the platform's topics, and a mock registry in each process with the same ids. */
public final class TestPlatform implements AutoCloseable {

  /** A busy machine can stop this process for seconds without harm. */
  private static final Map<String, String> PATIENT =
      Map.of("broker.session.timeout.ms", "120000", "controlled.shutdown.enable", "false");

  private final EmbeddedBroker broker;
  private final ConnectionSettings connection;
  private final RegistrySerdes serdes;
  private final KafkaProducer<byte[], byte[]> producer;

  private TestPlatform(EmbeddedBroker broker) {
    this.broker = broker;
    this.connection = connection(broker.bootstrapServers());
    this.serdes = registered(connection);
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.producerLimits(Topic.ENRICHED));
    // On a new topic, a second request in flight may overtake the first and block it.
    properties.put("max.in.flight.requests.per.connection", 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static TestPlatform start(Path folder) throws Exception {
    var platform = new TestPlatform(EmbeddedBroker.start(folder, 0, PATIENT));
    try (var admin = Admin.create(platform.connection.clientProperties())) {
      admin.createTopics(platform.topics().all(Scale.LOCAL)).all().get();
    }
    return platform;
  }

  /**
   * Settings of an instance on this platform, with any free port and its state in {@code folder}.
   */
  public static Settings settings(
      String bootstrapServers, Path folder, Map<String, String> others) {
    var settings =
        Settings.builder()
            .declare(StreamsServer.SETTINGS)
            .override("kafka.bootstrap-servers", bootstrapServers)
            .override("registry.url", connection(bootstrapServers).registryUrl())
            .override("registry.auto-register", "true")
            .override("http.port", "0")
            .override("streams.state-dir", folder.toString())
            .override("streams.commit-interval", "200ms");
    others.forEach(settings::override);
    return settings.load();
  }

  static ConnectionSettings connection(String bootstrapServers) {
    return ConnectionSettings.local(bootstrapServers, "mock://" + bootstrapServers.hashCode());
  }

  /**
   * Serdes whose registry has all schemas registered in the same order as in each other process.
   */
  static RegistrySerdes registered(ConnectionSettings connection) {
    var serdes = RegistrySerdes.open(connection);
    serdes.registerAll();
    return serdes;
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public Topics topics() {
    return connection.topics();
  }

  public RegistrySerdes serdes() {
    return serdes;
  }

  @SuppressWarnings("unchecked") // the class of a value is its type
  public <V extends SpecificRecord> Future<?> send(Topic topic, String key, V value) {
    var name = topics().name(topic);
    var bytes = serdes.serializer((Class<V>) value.getClass()).serialize(name, value);
    return send(name, key, bytes);
  }

  public Future<?> send(String topic, String key, byte[] value) {
    return producer.send(
        new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value));
  }

  /** All committed records of {@code topic}, by partition and in order. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.consumerLimits(Topic.ENRICHED));
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
      }
      return read;
    }
  }

  @Override
  public void close() {
    producer.close();
    serdes.close();
    broker.close();
  }
}
