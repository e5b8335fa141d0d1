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
 * Reads committed results, decisions and dead letters of all partitions and passes them to
 * listeners, each record once, also after the brokers were unavailable. Starts shortly before the
 * end of each partition. Has its own consumer and thread.
 */
public final class CommittedRecordReader implements AutoCloseable {

  /** Topics, and the number of existing records to read from each partition at the start. */
  private static final Map<Topic, Integer> TOPICS =
      Map.of(Topic.ENRICHED, 50, Topic.DECISIONS, 0, Topic.DEAD_LETTERS, 1_000);

  private static final Logger LOG = LoggerFactory.getLogger(CommittedRecordReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ConnectionSettings connection;
  private final List<RecordListener> listeners;
  private final InstantSource clock;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> endAtStart = new HashMap<>();
  private final Thread thread = new Thread(this::run, "lexstream-committed-records");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean reading;

  /** Reads for {@code listeners}, which are called in order, by one thread. */
  public CommittedRecordReader(
      ConnectionSettings connection, List<RecordListener> listeners, InstantSource clock) {
    this.connection = connection;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Whether the reader has started: records committed from now on are new. */
  public boolean isReading() {
    return reading;
  }

  private void run() {
    try {
      do {
        try {
          read();
        } catch (KafkaException e) {
          LOG.warn("reading committed records failed, retrying: cause={}", e.toString());
        }
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("reading committed records interrupted");
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
          var committed =
              new CommittedRecord(
                  connection.topics().named(record.topic()).orElseThrow(),
                  record,
                  now,
                  record.offset() >= endAtStart.get(partition));
          notifyListeners(listener -> listener.onRecord(committed));
          positions.put(partition, record.offset() + 1);
        }
        notifyListeners(RecordListener::onPoll);
      }
    }
  }

  /** Calls all listeners. A listener that fails misses only this record. */
  private void notifyListeners(Consumer<RecordListener> call) {
    for (var listener : listeners) {
      try {
        call.accept(listener);
      } catch (RuntimeException e) {
        LOG.error(
            "listener failed, record skipped: listener={} cause={}",
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
    endAtStart.putAll(consumer.endOffsets(partitions));
    for (var partition : partitions) {
      int before = TOPICS.get(connection.topics().named(partition.topic()).orElseThrow());
      positions.put(partition, Math.max(first.get(partition), endAtStart.get(partition) - before));
    }
    notifyListeners(listener -> listener.onStart(clock.instant()));
    reading = true;
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
