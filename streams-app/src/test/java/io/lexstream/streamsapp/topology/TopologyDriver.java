package io.lexstream.streamsapp.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Runs a topology on the platform's topics with its own registry and a clock that tests advance.
 */
public final class TopologyDriver implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

  private final String registryScope = UUID.randomUUID().toString();
  private final Topics topics = Topics.standard();
  private final RegistrySerdes serdes;
  private final TopologyTestDriver driver;
  private Instant now = START;

  public TopologyDriver(Consumer<PlatformStreams> topology) {
    serdes =
        RegistrySerdes.open(ConnectionSettings.local("unused:9092", "mock://" + registryScope));
    var builder = new StreamsBuilder();
    InstantSource clock = () -> now;
    var counts = new Counts(new SimpleMeterRegistry());
    topology.accept(new PlatformStreams(builder, topics, serdes, clock, counts));
    driver = new TopologyTestDriver(builder.build(), properties(), START);
  }

  public RegistrySerdes serdes() {
    return serdes;
  }

  /** Scope of the mock registry, for tests that register their own schemas. */
  public String registryScope() {
    return registryScope;
  }

  public TopologyTestDriver driver() {
    return driver;
  }

  public Instant now() {
    return now;
  }

  public void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  public <V extends SpecificRecord> TestInputTopic<String, V> input(Topic topic, Class<V> type) {
    return driver.createInputTopic(
        topics.name(topic), new StringSerializer(), serdes.serializer(type), START, Duration.ZERO);
  }

  public <V extends SpecificRecord> TestOutputTopic<String, V> output(Topic topic, Class<V> type) {
    return driver.createOutputTopic(
        topics.name(topic), new StringDeserializer(), serdes.deserializer(type));
  }

  public TestInputTopic<byte[], byte[]> input(String topic) {
    return driver.createInputTopic(
        topic, new ByteArraySerializer(), new ByteArraySerializer(), START, Duration.ZERO);
  }

  public List<TestRecord<byte[], byte[]>> deadLetters() {
    return driver
        .createOutputTopic(
            topics.name(Topic.DEAD_LETTERS),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Sends a record without value. */
  public void erase(Topic topic, String id) {
    input(topics.name(topic)).pipeInput(id.getBytes(UTF_8), null, now);
  }

  public static String entry(TestRecord<?, ?> read) {
    return EntryHeader.of(read.headers()).orElseThrow().toString();
  }

  public static String header(TestRecord<?, ?> read, String name) {
    Header header = read.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private static Properties properties() {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "driver");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, "target/driver-" + UUID.randomUUID());
    properties.put(DeadLetterHandler.TOPIC_PREFIX_CONFIG, Topics.DEFAULT_PREFIX);
    DeadLetterHandler.configure(properties::put);
    return properties;
  }

  @Override
  public void close() {
    driver.close();
    serdes.close();
  }
}
