package io.lexstream.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends samples to the inbox: some each second, and now and then many at once. Thread-safe.
 *
 * <p>A slow platform is not waited for: that is what a queue is for.
 */
public final class SampleFeed implements AutoCloseable {

  private static final int PER_SECOND = 8;
  private static final int BURST = 100;
  private static final int BURST_EVERY_SECONDS = 20;

  private final Samples samples;
  private final String inbox;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong sent = new AtomicLong();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "sample-feed");
            thread.setDaemon(true);
            return thread;
          });

  private SampleFeed(Samples samples, ConnectionSettings connection) {
    this.samples = samples;
    this.inbox = connection.topics().name(Topic.INBOX);
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.producerLimits(Topic.INBOX));
    // To a topic just made, a second request under way may overtake the first and bar it for ever.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Begins to send. */
  public static SampleFeed start(Samples samples, ConnectionSettings connection) {
    var feed = new SampleFeed(samples, connection);
    feed.clock.scheduleAtFixedRate(
        () -> feed.send(1), 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
    feed.clock.scheduleAtFixedRate(
        () -> feed.send(BURST), BURST_EVERY_SECONDS / 2, BURST_EVERY_SECONDS, TimeUnit.SECONDS);
    return feed;
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      var document = samples.document(sent.getAndIncrement());
      var key = document.get("id").asText().getBytes(UTF_8);
      producer.send(new ProducerRecord<>(inbox, key, document.toString().getBytes(UTF_8)));
    }
  }

  /** Documents sent so far. */
  public long sent() {
    return sent.get();
  }

  /** Sends no more, and waits for what is under way. */
  @Override
  public void close() {
    clock.shutdown();
    producer.close();
  }
}
