package io.lexstream.loadtest.meter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of a system's output topics, from their current ends, with the time
 * at which each was visible. Used by one thread.
 */
public final class TopicMeter implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final Set<String> deadLetterTopics;
  private final Duration pause;
  private final InstantSource clock;

  /**
   * @param consumer consumer with its partitions assigned and positions set
   * @param deadLetterTopics the topics that hold dead letters
   * @param pause longest time that a fetch waits for records
   */
  TopicMeter(
      Consumer<byte[], byte[]> consumer,
      Set<String> deadLetterTopics,
      Duration pause,
      InstantSource clock) {
    this.consumer = consumer;
    this.deadLetterTopics = deadLetterTopics;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Starts to read at the ends of the topics.
   *
   * @param pause interval between fetches, which is the resolution of visible times. A long
   *     interval leaves more CPU time to the measured system
   */
  public static TopicMeter open(
      String bootstrapServers, List<String> results, List<String> deadLetters, Duration pause) {
    var properties = new HashMap<String, Object>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50_000);
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 << 20);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) pause.toMillis());
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 << 20);
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var topics = new ArrayList<>(results);
    topics.addAll(deadLetters);
    var partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    // The end for committed records may lie before records of a transaction whose marker is not yet
    // written, so use the end of all records.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (var all =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      all.endOffsets(partitions).forEach((partition, end) -> consumer.seek(partition, end));
    }
    return new TopicMeter(consumer, Set.copyOf(deadLetters), pause, InstantSource.system());
  }

  /**
   * Reads until that many documents have an output record.
   *
   * @param timeout longest time without a new record; after it, returns the records read so far
   */
  public Observation await(int documents, Duration timeout) {
    var observation = new Observation();
    long lastMillis = clock.millis();
    while (observation.documents() < documents) {
      if (read(observation) > 0) {
        lastMillis = clock.millis();
      } else if (clock.millis() - lastMillis > timeout.toMillis()) {
        return observation;
      }
    }
    read(observation); // A duplicate may follow directly.
    return observation;
  }

  private int read(Observation observation) {
    var records = consumer.poll(pause.multipliedBy(2));
    long visible = clock.millis();
    records.forEach(record -> observation.add(output(record, visible)));
    return records.count();
  }

  private Output output(ConsumerRecord<byte[], byte[]> record, long visibleMillis) {
    return new Output(
        record.key() == null ? "" : new String(record.key(), UTF_8),
        record.value(),
        deadLetterTopics.contains(record.topic()),
        record.timestamp(),
        visibleMillis);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
