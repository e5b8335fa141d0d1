package io.lexstream.streamsapp.write.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.write.intake.IntakeTopology;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What comes in from outside of Kafka, as records. Each answer completes when the brokers have the
 * record, or fails with a {@link KafkaException}. Thread-safe; blocks for at most two seconds when
 * brokers do not answer.
 */
public final class Gateway implements AutoCloseable {

  private static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  private final Topics topics;
  private final Serializer<Document> documents;
  private final Serializer<Review> reviews;
  private final KafkaProducer<byte[], byte[]> producer;

  public Gateway(ConnectionSettings connection, RegistrySerdes serdes) {
    this.topics = connection.topics();
    this.documents = serdes.serializer(Document.class);
    this.reviews = serdes.serializer(Review.class);
    this.producer = producer(connection);
  }

  private static KafkaProducer<byte[], byte[]> producer(ConnectionSettings connection) {
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(
        Topics.producerLimits(Topic.INBOX, Topic.DOCUMENTS, Topic.ENRICHED, Topic.REVIEWS));
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "lexstream-gateway");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis() / 2);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Hands a document, which has an id, to enrichment. */
  public CompletableFuture<Void> submit(Document document) {
    return serialized(
        () ->
            record(
                Topic.DOCUMENTS,
                document.getId(),
                documents.serialize(topics.name(Topic.DOCUMENTS), document)));
  }

  /**
   * Hands a document in its JSON form to intake, which lets it through once for each idempotency
   * key, however often and to whichever instance it is sent.
   */
  public CompletableFuture<Void> submitOnce(byte[] json, String idempotencyKey) {
    var record = record(Topic.INBOX, idempotencyKey, json);
    record.headers().add(IntakeTopology.IDEMPOTENCY_KEY, idempotencyKey.getBytes(UTF_8));
    return send(record);
  }

  /** Tells a person's verdict. */
  public CompletableFuture<Void> submitVerdict(Review review) {
    return serialized(
        () ->
            record(
                Topic.REVIEWS,
                review.getId(),
                reviews.serialize(topics.name(Topic.REVIEWS), review)));
  }

  /** Has a document erased from all state. */
  public CompletableFuture<Void> erase(String id) {
    return send(record(Topic.ENRICHED, id, null));
  }

  /**
   * Sends a dead letter to its topic once more, as of now, as {@code lexstream replay} does;
   * completes with the entry it has become.
   */
  public CompletableFuture<EntryId> replay(DeadLetter letter) {
    return sent(
        new ProducerRecord<>(
            letter.entry().topic(),
            null,
            null,
            letter.key(),
            letter.value(),
            DeadLetters.replayHeaders(letter)));
  }

  private ProducerRecord<byte[], byte[]> record(Topic topic, String key, byte[] value) {
    return new ProducerRecord<>(
        topics.name(topic), null, null, key.getBytes(UTF_8), value, new RecordHeaders());
  }

  private interface Serialized {
    ProducerRecord<byte[], byte[]> record();
  }

  private CompletableFuture<Void> serialized(Serialized serialized) {
    try {
      return send(serialized.record());
    } catch (RegistryUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    return sent(record).thenAccept(entry -> {});
  }

  private CompletableFuture<EntryId> sent(ProducerRecord<byte[], byte[]> record) {
    var answer = new CompletableFuture<EntryId>();
    try {
      // The callback tells; the future would tell the same.
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  answer.complete(
                      new EntryId(metadata.topic(), metadata.partition(), metadata.offset()));
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    } catch (KafkaException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  @Override
  public void close() {
    producer.close(DELIVERY);
  }
}
