package io.lexstream.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {

  @TempDir Path folder;

  private EmbeddedBroker broker;
  private ConnectionSettings connection;

  @BeforeEach
  void startKafka() throws Exception {
    broker = EmbeddedBroker.start(folder);
    connection = ConnectionSettings.local(broker.bootstrapServers(), "mock://replay");
    try (var admin = Admin.create(connection.clientProperties())) {
      admin.createTopics(connection.topics().all(Scale.LOCAL)).all().get();
    }
  }

  @AfterEach
  void stopKafka() {
    broker.close();
  }

  @Test
  void aReplayedRecordHasItsOriginalBytesAndTheFailedEntry() throws Exception {
    // Given
    deadLetter("letter", DeadLetterReason.INFERENCE_FAILED);

    // When
    try (var replay = Replay.open(connection)) {
      replay.run(letter -> true, false);
    }

    // Then
    var replayed = replayed();
    assertThat(replayed).hasSize(1);
    assertThat(new String(replayed.get(0).value(), UTF_8)).isEqualTo("letter");
    assertThat(new String(replayed.get(0).key(), UTF_8)).isEqualTo("key");
    assertThat(replayed.get(0).headers())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactlyInAnyOrder(
            "traceparent=00-1", HeaderNames.REPLAY_OF + "=lexstream.documents-0-7");
  }

  @Test
  void theNextRunStartsWhereThePreviousEnded() throws Exception {
    // Given
    deadLetter("first", DeadLetterReason.INFERENCE_FAILED);
    try (var replay = Replay.open(connection)) {
      replay.run(letter -> true, false);
    }
    deadLetter("second", DeadLetterReason.INFERENCE_FAILED);

    // When
    try (var replay = Replay.open(connection)) {
      replay.run(letter -> true, false);
    }

    // Then
    assertThat(replayed())
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactlyInAnyOrder("first", "second");
  }

  @Test
  void skipsLettersWithOtherReasons() throws Exception {
    // Given
    deadLetter("broken", DeadLetterReason.UNDECODABLE);
    deadLetter("failed", DeadLetterReason.INFERENCE_FAILED);

    // When
    try (var replay = Replay.open(connection)) {
      var replayed =
          replay.run(letter -> letter.reason().equals(DeadLetterReason.INFERENCE_FAILED), false);

      // Then
      assertThat(replayed.sent()).containsOnly(Map.entry(DeadLetterReason.INFERENCE_FAILED, 1L));
      assertThat(replayed())
          .extracting(record -> new String(record.value(), UTF_8))
          .containsExactly("failed");
    }
  }

  @Test
  void skipsALetterWhoseTopicDoesNotExist() throws Exception {
    // Given
    send("stray", headers("gone-0-7", DeadLetterReason.INFERENCE_FAILED));
    deadLetter("letter", DeadLetterReason.INFERENCE_FAILED);

    // When
    try (var replay = Replay.open(connection)) {
      var done = replay.run(letter -> true, false);

      // Then
      assertThat(done.withoutTopic()).isEqualTo(1);
      assertThat(done.incomplete()).isZero();
      assertThat(replayed())
          .extracting(record -> new String(record.value(), UTF_8))
          .containsExactly("letter");
    }
  }

  @Test
  void skipsALetterThatWasTooLargeToStore() throws Exception {
    // Given
    var headers = headers("lexstream.documents-0-7", DeadLetterReason.TOO_LARGE);
    headers.add(HeaderNames.OMITTED, "headers, key, value".getBytes(UTF_8));
    send(null, headers);

    // When
    try (var replay = Replay.open(connection)) {
      var done = replay.run(letter -> true, false);

      // Then
      assertThat(done.incomplete()).isEqualTo(1);
      assertThat(done.sent()).isEmpty();
      assertThat(replayed()).isEmpty();
    }
  }

  private void deadLetter(String value, String reason) throws Exception {
    send(value, headers("lexstream.documents-0-7", reason));
  }

  private static Headers headers(String entry, String reason) {
    return DeadLetters.headersFor(
        new RecordHeaders().add("traceparent", "00-1".getBytes(UTF_8)),
        EntryId.parse(entry).orElseThrow(),
        Stage.ENRICHMENT,
        reason,
        new Exception("no"));
  }

  private void send(String value, Headers headers) throws Exception {
    var properties = connection.clientProperties();
    properties.putAll(Topics.producerLimits(Topic.DEAD_LETTERS));
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  connection.topics().name(Topic.DEAD_LETTERS),
                  null,
                  value == null ? null : "key".getBytes(UTF_8),
                  value == null ? null : value.getBytes(UTF_8),
                  headers))
          .get();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> replayed() {
    var properties = connection.clientProperties();
    properties.putAll(Topics.consumerLimits(Topic.DOCUMENTS));
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(connection.topics().name(Topic.DOCUMENTS)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
