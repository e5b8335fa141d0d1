package io.lexstream.cli.enrich;

import io.lexstream.platform.BackgroundTask;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Replaces the enrichment job: returns results in random order and a dead letter for the text
 * {@code poison}.
 */
final class UnorderedJob implements AutoCloseable {

  private final ConnectionSettings connection;
  private final RegistrySerdes serdes;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private BackgroundTask<Void> work;

  private UnorderedJob(ConnectionSettings connection, RegistrySerdes serdes) {
    this.connection = connection;
    this.serdes = serdes;
    var reading = connection.clientProperties();
    reading.putAll(Topics.consumerLimits(Topic.DOCUMENTS));
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var documents = connection.topics().name(Topic.DOCUMENTS);
    consumer.assign(
        IntStream.range(0, Topic.DOCUMENTS.partitions(Scale.LOCAL))
            .mapToObj(number -> new TopicPartition(documents, number))
            .toList());
    producer =
        new KafkaProducer<>(
            connection.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static UnorderedJob start(ConnectionSettings connection, RegistrySerdes serdes) {
    var job = new UnorderedJob(connection, serdes);
    job.work = BackgroundTask.start("unordered-job", job::run);
    return job;
  }

  private Void run() {
    var random = new Random(7);
    try (consumer;
        producer) {
      while (true) {
        var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(Duration.ofMillis(100)).forEach(batch::add);
        Collections.shuffle(batch, random);
        batch.forEach(record -> producer.send(answer(record)));
      }
    } catch (WakeupException e) {
      return null; // Closed.
    }
  }

  private ProducerRecord<byte[], byte[]> answer(ConsumerRecord<byte[], byte[]> read) {
    var topics = connection.topics();
    var document = serdes.deserializer(Document.class).deserialize(read.topic(), read.value());
    if (document.getText().equals("poison")) {
      var headers =
          DeadLetters.headersFor(
              read.headers(),
              EntryId.of(read),
              Stage.ENRICHMENT,
              DeadLetterReason.INFERENCE_FAILED,
              "row failure");
      return new ProducerRecord<>(
          topics.name(Topic.DEAD_LETTERS), null, null, read.key(), read.value(), headers);
    }
    var enriched =
        EnrichedDocument.newBuilder().setId(document.getId()).setText(document.getText()).build();
    var topic = topics.name(Topic.ENRICHED);
    return new ProducerRecord<>(
        topic,
        null,
        null,
        read.key(),
        serdes.serializer(EnrichedDocument.class).serialize(topic, enriched),
        read.headers());
  }

  @Override
  public void close() {
    consumer.wakeup();
    work.result().join();
  }
}
