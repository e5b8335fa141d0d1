package io.lexstream.streamsapp.testing;

import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import io.lexstream.schemas.avro.Language;
import io.lexstream.schemas.avro.ModelRef;
import io.lexstream.schemas.avro.SkippedTask;
import io.lexstream.schemas.avro.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Replaces the enrichment job in tests of later stages. Finds a few known names, and scores by
 * single words.
 */
public final class StandInEnrichment implements AutoCloseable {

  /** A text with this word becomes a dead letter. */
  public static final String DEADLY = "poison";

  /** A text with this word is in a language that no model supports. */
  public static final String FOREIGN = "voler";

  private static final Map<String, String> NAMES =
      Map.of("Tim Cook", "PER", "Berlin", "LOC", "Apple", "ORG", "王伟", "PER", "上海", "LOC");

  private final TestPlatform platform;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::run, "stand-in-enrichment");

  private StandInEnrichment(TestPlatform platform) {
    this.platform = platform;
    var connection = TestPlatform.connection(platform.bootstrapServers());
    var reads = new HashMap<>(connection.clientProperties());
    reads.putAll(Topics.consumerLimits(Topic.DOCUMENTS));
    reads.put("group.id", "lexstream-enrichment");
    this.consumer =
        new KafkaConsumer<>(reads, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var writes = new HashMap<>(connection.clientProperties());
    writes.putAll(Topics.producerLimits(Topic.ENRICHED));
    writes.put("max.in.flight.requests.per.connection", 1);
    this.producer =
        new KafkaProducer<>(writes, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public static StandInEnrichment start(TestPlatform platform) {
    var enrichment = new StandInEnrichment(platform);
    enrichment.thread.start();
    return enrichment;
  }

  private void run() {
    try (consumer;
        producer) {
      consumer.subscribe(List.of(platform.topics().name(Topic.DOCUMENTS)));
      while (true) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          producer.send(answer(record));
        }
        producer.flush();
        consumer.commitSync();
      }
    } catch (WakeupException e) {
      // closed
    }
  }

  private ProducerRecord<byte[], byte[]> answer(ConsumerRecord<byte[], byte[]> record) {
    var document = platform.serdes().deserializer(Document.class).decode(record.value());
    var entry = EntryId.of(record);
    if (document.getText().contains(DEADLY)) {
      return new ProducerRecord<>(
          platform.topics().name(Topic.DEAD_LETTERS),
          null,
          record.timestamp(),
          record.key(),
          record.value(),
          DeadLetters.headersFor(
              record.headers(), entry, Stage.ENRICHMENT, "inference-failed", "not finite: NaN"));
    }
    var topic = platform.topics().name(Topic.ENRICHED);
    return new ProducerRecord<>(
        topic,
        null,
        record.timestamp(),
        record.key(),
        platform.serdes().serializer(EnrichedDocument.class).serialize(topic, enriched(document)),
        EntryHeader.copyWith(record.headers(), entry));
  }

  private static EnrichedDocument enriched(Document document) {
    var text = document.getText();
    boolean isChinese = text.codePoints().anyMatch(Character::isIdeographic);
    var result =
        EnrichedDocument.newBuilder()
            .setId(document.getId())
            .setSource(document.getSource())
            .setAuthor(document.getAuthor())
            .setText(text)
            .setEventTime(document.getEventTime())
            .setEnrichedAt(Instant.now());
    if (text.contains(FOREIGN)) {
      return result
          .setLanguage(new Language("it", 0.97))
          .setSkipped(
              List.of(
                  new SkippedTask("sentiment", "unsupported-language"),
                  new SkippedTask("toxicity", "unsupported-language")))
          .build();
    }
    double negative = text.contains("bad") || text.contains("差") ? 0.9 : 0.05;
    double toxic = text.contains("idiot") ? 0.97 : 0.02;
    return result
        .setLanguage(new Language(isChinese ? "zh" : "en", 0.99))
        .setSentiment(
            classification(
                Map.of("negative", negative, "neutral", 0.05, "positive", 0.95 - negative)))
        .setToxicity(classification(Map.of("clean", 1 - toxic, "toxic", toxic)))
        .setEntities(entities(text))
        .setSummary(new Summary(text.split("[.。]", 2)[0], "extractive", List.of()))
        .setModels(List.of(new ModelRef(isChinese ? "stand-in-zh" : "stand-in-en", "1")))
        .build();
  }

  private static Classification classification(Map<String, Double> scores) {
    var best = scores.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return new Classification(best.getKey(), best.getValue(), scores, false);
  }

  private static List<Entity> entities(String text) {
    var entities = new ArrayList<Entity>();
    NAMES.forEach(
        (name, type) -> {
          int at = text.indexOf(name);
          if (at >= 0) {
            int start = text.codePointCount(0, at);
            int length = name.codePointCount(0, name.length());
            entities.add(new Entity(name, type, start, start + length, 0.95));
          }
        });
    return entities;
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
