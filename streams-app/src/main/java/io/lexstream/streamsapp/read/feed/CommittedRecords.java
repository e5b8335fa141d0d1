package io.lexstream.streamsapp.read.feed;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed results, decisions and dead letters of all partitions for whoever listens, as
 * bytes: from a little before the present on, and each once, also when the brokers were away for a
 * while. Uses a consumer and a thread of its own, so that no stream thread waits for it.
 */
public final class CommittedRecords implements AutoCloseable {

  /** What is read, and how many records of each partition from before the start. */
  private static final Map<Topic, Integer> TOPICS =
      Map.of(Topic.ENRICHED, 50, Topic.DECISIONS, 0, Topic.DEAD_LETTERS, 1_000);

  private static final Logger LOG = LoggerFactory.getLogger(CommittedRecords.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ConnectionSettings connection;
  private final List<RecordListener> listeners;
  private final InstantSource clock;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> present = new HashMap<>();
  private final Thread thread = new Thread(this::run, "lexstream-committed-records");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean watching;

  /**
   * Reads for {@code listeners}, each of which is called by one thread only.
   *
   * @param listeners asked in order
   */
  public CommittedRecords(
      ConnectionSettings connection, List<RecordListener> listeners, InstantSource clock) {
    this.connection = connection;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Whether whatever is committed from now on will be seen as new. */
  public boolean isWatching() {
    return watching;
  }

  private void run() {
    try {
      do {
        try {
          read();
        } catch (KafkaException e) {
          LOG.warn("committed records cannot be read, tried again: cause={}", e.toString());
        }
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("reading of committed records was interrupted: it ends");
    }
  }

  private void read() {
    try (var consumer = consumer()) {
      if (positions.isEmpty()) {
        begin(consumer);
      }
      consumer.assign(positions.keySet());
      positions.forEach(consumer::seek);
      while (closed.getCount() > 0) {
        var polled = consumer.poll(POLL);
        var now = clock.instant();
        for (var record : polled) {
          var partition = new TopicPartition(record.topic(), record.partition());
          var seen =
              new SeenRecord(
                  connection.topics().named(record.topic()).orElseThrow(),
                  record,
                  now,
                  record.offset() >= present.get(partition));
          tell(listener -> listener.seen(seen));
          positions.put(partition, record.offset() + 1);
        }
        tell(RecordListener::turn);
      }
    }
  }

  /** A listener that fails at a record misses that record: neither it nor others miss the next. */
  private void tell(Consumer<RecordListener> what) {
    for (var listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        LOG.error(
            "a listener failed at a committed record, which it misses: listener={} cause={}",
            listener.getClass().getSimpleName(),
            e.toString());
      }
    }
  }

  private void begin(KafkaConsumer<byte[], byte[]> consumer) {
    var partitions =
        TOPICS.keySet().stream()
            .map(topic -> connection.topics().name(topic))
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    var first = consumer.beginningOffsets(partitions);
    present.putAll(consumer.endOffsets(partitions));
    for (var partition : partitions) {
      int before = TOPICS.get(connection.topics().named(partition.topic()).orElseThrow());
      positions.put(partition, Math.max(first.get(partition), present.get(partition) - before));
    }
    tell(listener -> listener.begins(clock.instant()));
    watching = true;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.consumerLimits(TOPICS.keySet().toArray(Topic[]::new)));
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "lexstream-committed-records");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
