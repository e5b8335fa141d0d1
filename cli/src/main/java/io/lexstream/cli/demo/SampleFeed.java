package io.lexstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends sample documents to the inbox at a steady average rate, with a burst of many documents at
 * regular intervals and a small share of reposts. Thread safe.
 *
 * <p>The feed does not slow down when the platform is slow: documents wait in the inbox.
 */
public final class SampleFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SampleFeed.class);

  private static final double DOCUMENTS_PER_SECOND = 8;
  private static final int BURST_DOCUMENTS = 100;
  private static final long BURST_INTERVAL_SECONDS = 20;
  private static final double CHINESE_SHARE = 0.35;
  private static final double REPOST_SHARE = 0.05;
  private static final int RECENT_DOCUMENTS = 200;
  private static final long SEED = 1;

  /** Samples name no authors, but policy rules can depend on an author's history. */
  private static final List<String> AUTHORS =
      List.of(
          "ada", "bela", "chen", "dilek", "emeka", "fatima", "goran", "hana", "ivo", "jun", "kofi",
          "lena", "mei", "nadia", "oskar", "priya", "quinn", "rosa", "sven", "tariq");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Sample> english;
  private final List<Sample> chinese;
  private final Sample[] recent = new Sample[RECENT_DOCUMENTS];
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final String inbox;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong sent = new AtomicLong();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "sample-feed");
            thread.setDaemon(true);
            return thread;
          });

  private SampleFeed(Corpus corpus, ConnectionSettings connection) {
    this.english = corpus.in("en").samples();
    this.chinese = corpus.in("zh").samples();
    this.inbox = connection.topics().name(Topic.INBOX);
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.producerLimits(Topic.INBOX));
    // On a new topic, a second request in flight can overtake the first and block it for ever.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Starts sending. */
  public static SampleFeed start(Corpus corpus, ConnectionSettings connection) {
    var feed = new SampleFeed(corpus, connection);
    feed.sender.execute(feed::sendOneAndScheduleNext);
    var unused =
        feed.sender.scheduleAtFixedRate(
            feed::sendBurst, BURST_INTERVAL_SECONDS, BURST_INTERVAL_SECONDS, TimeUnit.SECONDS);
    return feed;
  }

  private void sendOneAndScheduleNext() {
    // Exponential gaps: arrivals of many independent writers form a Poisson process.
    double gapSeconds = -Math.log(1 - random.nextDouble()) / DOCUMENTS_PER_SECOND;
    var unused =
        sender.schedule(
            this::sendOneAndScheduleNext, (long) (gapSeconds * 1e9), TimeUnit.NANOSECONDS);
    send();
  }

  private void sendBurst() {
    for (int i = 0; i < BURST_DOCUMENTS; i++) {
      send();
    }
  }

  private void send() {
    long number = sent.get();
    var sample = nextSample(number);
    var id = sample.source() + "-" + number;
    var json =
        JSON.createObjectNode()
            .put("id", id)
            .put("source", sample.source())
            .put("author", authorOf(id))
            .put("text", sample.text());
    try {
      producer.send(
          new ProducerRecord<>(inbox, id.getBytes(UTF_8), json.toString().getBytes(UTF_8)));
      sent.incrementAndGet();
    } catch (InterruptException e) {
      Thread.currentThread().interrupt(); // The feed is closed.
    } catch (RuntimeException e) {
      LOG.warn("sample document not sent: id={} cause={}", id, e.toString());
    }
  }

  private Sample nextSample(long number) {
    int known = (int) Math.min(number, RECENT_DOCUMENTS);
    boolean repost = known > 0 && random.nextDouble() < REPOST_SHARE;
    var sample = repost ? recent[random.nextInt(known)] : newSample();
    recent[(int) (number % RECENT_DOCUMENTS)] = sample;
    return sample;
  }

  private Sample newSample() {
    var samples = random.nextDouble() < CHINESE_SHARE ? chinese : english;
    return samples.get(random.nextInt(samples.size()));
  }

  /** Returns one of a few authors; the same author for the same id. */
  private static String authorOf(String id) {
    return AUTHORS.get(Math.floorMod(id.hashCode(), AUTHORS.size()));
  }

  /** Returns the number of documents sent so far. */
  public long sent() {
    return sent.get();
  }

  /** Stops sending and waits for requests in flight. */
  @Override
  public void close() {
    sender.shutdownNow();
    try {
      var unused = sender.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
