package io.lexstream.streamsapp.feed;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.UndecodableException;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows committed results, decisions and dead letters of all partitions to those who watch, from
 * the moment they begin to. Reads with a consumer of its own: no stream thread ever waits for a
 * watcher, and while nobody watches nothing is read. A watcher who cannot keep up is dropped.
 * Thread-safe.
 */
public final class Feed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final List<Topic> TOPICS =
      List.of(Topic.ENRICHED, Topic.DECISIONS, Topic.DEAD_LETTERS);

  private final ConnectionSettings connection;
  private final RegistryDeserializer<EnrichedDocument> enriched;
  private final RegistryDeserializer<Decision> decisions;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::run, "lexstream-feed");
  private final Object wakeUp = new Object();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;

  public Feed(ConnectionSettings connection, RegistrySerdes serdes) {
    this.connection = connection;
    this.enriched = serdes.deserializer(EnrichedDocument.class);
    this.decisions = serdes.deserializer(Decision.class);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Begins to watch. The caller closes the subscription when it has seen enough. */
  public Subscription subscribe(FeedFilter filter) {
    var subscription = new Subscription(filter, this);
    subscriptions.add(subscription);
    synchronized (wakeUp) {
      wakeUp.notifyAll();
    }
    return subscription;
  }

  /** Watchers at present. */
  public int watchers() {
    return subscriptions.size();
  }

  /** Watchers that were dropped so far because they were too slow. */
  public long droppedWatchers() {
    return dropped.get();
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  private void run() {
    boolean failed = false;
    while (!closed) {
      try {
        if (failed && ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        awaitWatcher();
        failed = false;
        watch();
      } catch (WakeupException e) {
        LOG.debug("feed stops: it is closed");
      } catch (KafkaException e) {
        LOG.warn("feed interrupted, begins anew: cause={}", e.toString());
        failed = true;
      } catch (InterruptedException e) {
        return; // closed
      }
    }
  }

  private void awaitWatcher() throws InterruptedException {
    synchronized (wakeUp) {
      while (subscriptions.isEmpty() && !closed) {
        wakeUp.wait();
      }
    }
  }

  private void watch() {
    try (var consumer = consumer()) {
      var partitions =
          TOPICS.stream()
              .map(topic -> connection.topics().name(topic))
              .flatMap(name -> consumer.partitionsFor(name).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position); // now, not at the first poll
      while (!subscriptions.isEmpty() && !closed) {
        subscriptions.forEach(Subscription::becomeLive);
        for (var consumed : consumer.poll(POLL)) {
          event(consumed).ifPresent(event -> publish(event, consumed.serializedValueSize()));
        }
      }
    }
  }

  private Optional<FeedEvent> event(ConsumerRecord<byte[], byte[]> consumed) {
    var topic = connection.topics().named(consumed.topic()).orElseThrow();
    try {
      if (topic == Topic.DEAD_LETTERS) {
        return Optional.of(new FeedEvent.Lost(DeadLetter.from(consumed)));
      } else if (consumed.value() == null) {
        return Optional.empty(); // an erasure
      } else if (topic == Topic.ENRICHED) {
        return Optional.of(new FeedEvent.Enriched(enriched.decode(consumed.value())));
      }
      return Optional.of(new FeedEvent.Decided(decisions.decode(consumed.value())));
    } catch (UndecodableException | RegistryUnavailableException e) {
      // A watcher sees the present; what cannot be read now is accounted for by those who must.
      LOG.debug("feed leaves out a record: cause={}", e.toString());
      return Optional.empty();
    }
  }

  private void publish(FeedEvent event, int size) {
    subscriptions.removeIf(
        subscription -> {
          boolean tooSlow = !subscription.offer(event, size);
          if (tooSlow) {
            dropped.incrementAndGet();
          }
          return tooSlow;
        });
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.consumerLimits(TOPICS.toArray(Topic[]::new)));
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "lexstream-feed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    closed = true;
    ended.countDown();
    synchronized (wakeUp) {
      wakeUp.notifyAll();
    }
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
