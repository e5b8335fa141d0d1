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
import io.lexstream.streamsapp.topology.RecordSize;
import io.lexstream.streamsapp.write.intake.IdempotencyKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes requests of the HTTP API to Kafka. Each future completes when the brokers have the
 * records, or fails with a {@link KafkaException}. Thread-safe. Blocks for at most two seconds if
 * the brokers do not answer.
 */
public final class Gateway implements AutoCloseable {

  private static final Duration LONGEST_BLOCK = Duration.ofSeconds(2);
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  private final Topics topics;
  private final Serializer<Document> documents;
  private final Serializer<Review> reviews;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TransactionalSender transactions;

  /**
   * Opens the producers.
   *
   * @param name name of this instance: no two running instances may have the same
   */
  public Gateway(ConnectionSettings connection, RegistrySerdes serdes, String name) {
    this.topics = connection.topics();
    this.documents = serdes.serializer(Document.class);
    this.reviews = serdes.serializer(Review.class);
    var properties = properties(connection);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.transactions = new TransactionalSender(properties, name, InstantSource.system());
  }

  private static Map<String, Object> properties(ConnectionSettings connection) {
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(
        Topics.producerLimits(Topic.INBOX, Topic.DOCUMENTS, Topic.ENRICHED, Topic.REVIEWS));
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "lexstream-gateway");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis() / 2);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return properties;
  }

  /** Submits documents, which have ids, for enrichment: all or none. */
  public CompletableFuture<Void> submit(List<Document> request) {
    return sendAll(
        Topic.DOCUMENTS,
        () -> {
          var records = new ArrayList<ProducerRecord<byte[], byte[]>>(request.size());
          for (var document : request) {
            byte[] value = documents.serialize(topics.name(Topic.DOCUMENTS), document);
            records.add(record(Topic.DOCUMENTS, document.getId(), value, new RecordHeaders()));
          }
          return records;
        });
  }

  /**
   * Submits documents in their JSON form to intake: all or none. Intake accepts them if the first
   * request with {@code key} has the id {@code request}, and each only once.
   */
  public CompletableFuture<Void> submitOnce(List<byte[]> documents, String key, String request) {
    return sendAll(
        Topic.INBOX,
        () -> {
          var records = new ArrayList<ProducerRecord<byte[], byte[]>>(documents.size());
          for (byte[] document : documents) {
            var headers = IdempotencyKeys.headers(key, request, records.size());
            records.add(record(Topic.INBOX, key, document, headers));
          }
          return records;
        });
  }

  /** Submits a person's verdict; completes with its entry. */
  public CompletableFuture<EntryId> submitVerdict(Review review) {
    try {
      byte[] value = reviews.serialize(topics.name(Topic.REVIEWS), review);
      return send(record(Topic.REVIEWS, review.getId(), value, new RecordHeaders()));
    } catch (RegistryUnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Erases a document from all state. */
  public CompletableFuture<Void> erase(String id) {
    return send(record(Topic.ENRICHED, id, null, new RecordHeaders())).thenAccept(entry -> {});
  }

  /**
   * Sends the record of a dead letter to its topic again with the current time, as {@code lexstream
   * replay} does; completes with its new entry.
   */
  public CompletableFuture<EntryId> replay(DeadLetter letter) {
    return send(
        new ProducerRecord<>(
            letter.entry().topic(),
            null,
            null,
            letter.key(),
            letter.value(),
            DeadLetters.replayHeaders(letter)));
  }

  private ProducerRecord<byte[], byte[]> record(
      Topic topic, String key, byte[] value, Headers headers) {
    return new ProducerRecord<>(
        topics.name(topic), null, null, key.getBytes(UTF_8), value, headers);
  }

  private interface Records {
    List<ProducerRecord<byte[], byte[]>> create();
  }

  private CompletableFuture<Void> sendAll(Topic topic, Records records) {
    try {
      var created = records.create();
      created.forEach(record -> requireFits(topic, record));
      return created.size() == 1
          ? send(created.get(0)).thenAccept(entry -> {})
          : transactions.send(created);
    } catch (RegistryUnavailableException | RecordTooLargeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** A record that the producer rejects would abort the transaction of other requests, too. */
  private static void requireFits(Topic topic, ProducerRecord<byte[], byte[]> record) {
    RecordSize.requireFits(topic, record.topic(), record.value(), record.headers());
  }

  private CompletableFuture<EntryId> send(ProducerRecord<byte[], byte[]> record) {
    var answer = new CompletableFuture<EntryId>();
    try {
      // The callback reports the same as the returned future.
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
    transactions.close();
    producer.close(DELIVERY);
  }
}
