package io.lexstream.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.loadtest.generator.ArrivalSchedule;
import io.lexstream.loadtest.generator.ArrivalSchedule.Spacing;
import io.lexstream.loadtest.generator.Bursts;
import io.lexstream.loadtest.generator.Corpus;
import io.lexstream.loadtest.generator.DocumentStream;
import io.lexstream.loadtest.generator.GeneratedDocument;
import io.lexstream.loadtest.generator.LanguageMix;
import io.lexstream.loadtest.generator.OpenLoop;
import io.lexstream.loadtest.generator.Pacer;
import io.lexstream.loadtest.generator.RateStep;
import io.lexstream.loadtest.generator.Repeats;
import io.lexstream.loadtest.generator.WholeTexts;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends samples to the inbox: some each second, and now and then many at once, a few of them
 * reposts. Thread-safe.
 *
 * <p>A slow platform is not waited for: that is what a queue is for.
 */
public final class SampleFeed implements AutoCloseable {

  private static final RateStep STEADY = new RateStep(Duration.ofMinutes(10), 8);
  private static final Bursts BURSTS = new Bursts(Duration.ofSeconds(20), 100);
  private static final LanguageMix LANGUAGES = new LanguageMix(Map.of("en", 0.65, "zh", 0.35));
  private static final Repeats REPEATS = new Repeats(0.05, 200);
  private static final long SEED = 1;

  /** Samples name no authors, and a policy asks for what an author did before. */
  private static final List<String> AUTHORS =
      List.of(
          "ada", "bela", "chen", "dilek", "emeka", "fatima", "goran", "hana", "ivo", "jun", "kofi",
          "lena", "mei", "nadia", "oskar", "priya", "quinn", "rosa", "sven", "tariq");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DocumentStream documents;
  private final String inbox;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong sent = new AtomicLong();
  private final Thread sender = new Thread(this::run, "sample-feed");

  private SampleFeed(Corpus corpus, ConnectionSettings connection) {
    this.documents =
        new DocumentStream(
            LANGUAGES, REPEATS, language -> new WholeTexts(corpus.in(language)), SEED);
    this.inbox = connection.topics().name(Topic.INBOX);
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.producerLimits(Topic.INBOX));
    // To a topic just made, a second request under way may overtake the first and bar it for ever.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    sender.setDaemon(true);
  }

  /** Begins to send. */
  public static SampleFeed start(Corpus corpus, ConnectionSettings connection) {
    var feed = new SampleFeed(corpus, connection);
    feed.sender.start();
    return feed;
  }

  private void run() {
    var loop = new OpenLoop(Pacer.SYSTEM);
    try {
      for (long seed = SEED; ; seed++) {
        var schedule =
            ArrivalSchedule.of(List.of(STEADY), Spacing.POISSON, Optional.of(BURSTS), seed);
        loop.run(schedule, Pacer.SYSTEM.nanos(), (number, intended) -> send(documents.next()));
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt(); // Closed: this thread ends.
    }
  }

  private void send(GeneratedDocument document) {
    var id = document.sample().source() + "-" + document.number();
    var json =
        JSON.createObjectNode()
            .put("id", id)
            .put("source", document.sample().source())
            .put("author", author(id))
            .put("text", document.sample().text());
    producer.send(new ProducerRecord<>(inbox, id.getBytes(UTF_8), json.toString().getBytes(UTF_8)));
    sent.incrementAndGet();
  }

  /** One of a few authors for a document: always the same for an id. */
  private static String author(String id) {
    return AUTHORS.get(Math.floorMod(id.hashCode(), AUTHORS.size()));
  }

  /** Documents sent so far. */
  public long sent() {
    return sent.get();
  }

  /** Sends no more, and waits for what is under way. */
  @Override
  public void close() {
    sender.interrupt();
    try {
      sender.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }
}
