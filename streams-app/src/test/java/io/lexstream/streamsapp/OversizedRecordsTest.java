package io.lexstream.streamsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records too large for their output topic. If the broker rejects one, the transaction is aborted
 * and the record is read and rejected again endlessly. It must not be sent.
 */
class OversizedRecordsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String VALUES = "large-values";
  private static final String HEADERS = "large-headers";
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private static Path folder;
  private static TestPlatform platform;
  private static KafkaProducer<byte[], byte[]> producer;
  private static StreamsServer server;

  @BeforeAll
  static void start() throws Exception {
    platform = TestPlatform.start(folder.resolve("broker"));
    var properties = new HashMap<String, Object>();
    properties.put("bootstrap.servers", platform.bootstrapServers());
    properties.put("max.request.size", 10 * MEBIBYTE);
    try (var admin = Admin.create(properties)) {
      admin.createTopics(List.of(topic(VALUES), topic(HEADERS))).all().get();
      await()
          .atMost(PATIENCE)
          .until(() -> admin.listTopics().names().get().containsAll(List.of(VALUES, HEADERS)));
    }
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    server =
        StreamsServer.start(
            TestPlatform.settings(
                platform.bootstrapServers(),
                folder.resolve("state"),
                Map.of(
                    "intake.topics.large-values.format", "json",
                    "intake.topics.large-values.text", "/body",
                    "intake.topics.large-headers.format", "json",
                    "intake.topics.large-headers.text", "/body")));
  }

  @AfterAll
  static void stop() {
    server.close();
    producer.close();
    platform.close();
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, Optional.of(1), Optional.empty())
        .configs(Map.of("max.message.bytes", Integer.toString(10 * MEBIBYTE)));
  }

  @Test
  void writesADeadLetterWithoutValueForARecordTooLargeForTheTopic() throws Exception {
    // When
    send(VALUES, "{\"body\": \"" + "x".repeat(6 * MEBIBYTE) + "\"}");
    send(VALUES, "{\"body\": \"Hello\"}");

    // Then
    await().atMost(PATIENCE).until(() -> idsOf(Topic.DOCUMENTS).contains(VALUES + "-0-1"));
    var letter = letters(VALUES).get(0);
    assertThat(header(letter, "lexstream-error-reason")).isEqualTo("too-large");
    assertThat(header(letter, "lexstream-entry")).isEqualTo(VALUES + "-0-0");
    assertThat(header(letter, "lexstream-omitted")).isEqualTo("headers, key, value");
    // Without key and value it must not be replayed.
    var replay = replay(letter);
    assertThat(replay.statusCode()).isEqualTo(422);
    assertThat(replay.body()).contains("not-replayable", VALUES + "-0-0");
  }

  @Test
  void aDocumentWhoseHeadersAreTooLargeBecomesADeadLetter() throws Exception {
    // Given
    var record = new ProducerRecord<byte[], byte[]>(HEADERS, "{\"body\": \"Hi\"}".getBytes(UTF_8));
    record.headers().add("baggage", new byte[2 * MEBIBYTE]);

    // When
    producer.send(record).get();
    send(HEADERS, "{\"body\": \"Hello\"}");

    // Then
    await().atMost(PATIENCE).until(() -> idsOf(Topic.DOCUMENTS).contains(HEADERS + "-0-1"));
    assertThat(letters(HEADERS))
        .extracting(letter -> header(letter, "lexstream-error-reason"))
        .containsExactly("too-large");
  }

  @Test
  void writesNoDecisionForAKeyTooLongToBeADocumentId() throws Exception {
    // Given
    var headers =
        DeadLetters.headersFor(
            new RecordHeaders(),
            new EntryId("lexstream.documents", 0, 7),
            Stage.ENRICHMENT,
            DeadLetterReason.UNDECODABLE,
            "no Avro");
    byte[] key = "k".repeat(700 * 1024).getBytes(UTF_8);

    // When
    producer
        .send(new ProducerRecord<>("lexstream.dead-letters", null, key, new byte[] {1}, headers))
        .get();
    producer
        .send(
            new ProducerRecord<>(
                "lexstream.dead-letters", null, "a".getBytes(UTF_8), new byte[] {1}, headers))
        .get();

    // Then
    await().atMost(PATIENCE).until(() -> !idsOf(Topic.DECISIONS).isEmpty());
    assertThat(idsOf(Topic.DECISIONS)).containsExactly("a");
  }

  private static void send(String topic, String value) throws Exception {
    producer.send(new ProducerRecord<>(topic, value.getBytes(UTF_8))).get();
  }

  private static HttpResponse<String> replay(ConsumerRecord<?, ?> letter) throws Exception {
    var path = "/v1/dead-letters/" + letter.partition() + "-" + letter.offset() + "/replay";
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  private static List<String> idsOf(Topic topic) {
    return read(topic).stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(String topic) {
    return read(Topic.DEAD_LETTERS).stream()
        .filter(letter -> header(letter, "__streams.errors.topic").equals(topic))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
    return platform.read(platform.topics().name(topic));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
