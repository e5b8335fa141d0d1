package io.lexstream.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.testing.ApiClient;
import io.lexstream.testing.ProjectFiles;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records of other applications' topics on a real platform with a registry over HTTP: one topic for
 * each format. The topics do not exist before the start.
 */
final class IntakeTopicsTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final Map<String, String> TOPICS =
      Map.ofEntries(
          Map.entry("tickets.topic", "crm.tickets"),
          Map.entry("tickets.format", "json"),
          Map.entry("tickets.text", "/ticket/body"),
          Map.entry("tickets.id", "/ticket/number"),
          Map.entry("tickets.attributes", "/ticket/fields"),
          Map.entry("events.format", "cloudevents"),
          Map.entry("orders.topic", "shop-orders"),
          Map.entry("orders.format", "avro"),
          Map.entry("orders.text", "comment.text"),
          Map.entry("orders.id", "number"),
          Map.entry("orders.time", "placed"),
          Map.entry("orders.attributes", "details"),
          Map.entry("lines.format", "text"));

  @TempDir private static Path folder;
  private static DataFolder data;
  private static Platform platform;
  private static RunningPlatform running;
  private static ApiClient api;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() throws Exception {
    data = DataFolder.open(folder);
    var fallbacks = new TreeMap<String, String>();
    TOPICS.forEach((key, value) -> fallbacks.put("intake.topics." + key, value));
    fallbacks.put("models.packages", ProjectFiles.tinyModel().toString());
    fallbacks.put("streams.commit-interval", "200ms");
    // A number that the registry client casts to another type.
    fallbacks.put("registry.properties.missing.id.cache.ttl.sec", "60");
    var ports = Map.of("local.broker-port", "0", "local.registry-port", "0", "http.port", "0");
    platform =
        Platform.start(
            PlatformConfig.load(Optional.empty(), Map.of(), fallbacks, ports),
            Stages.all().withRegistryServer(ProjectFiles.registryServer()),
            data,
            Timings.ofThisProcess());
    running = platform.connect().run();
    running.awaitReady();
    api = new ApiClient(running.dashboardUrl());
    producer =
        new KafkaProducer<>(
            running.connection().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() throws Exception {
    producer.close();
    platform.close();
    data.close();
  }

  @Test
  void readsJsonWithItsNumbersAsWritten() throws Exception {
    // When
    send(
        "crm.tickets",
        "{\"ticket\": {\"number\": 42, \"body\": \"Tim is late.\", \"fields\": {\"paid\": 1.10}}}"
            .getBytes(UTF_8));

    // Then
    var document = document("42");
    assertThat(document.path("text").asText()).isEqualTo("Tim is late.");
    assertThat(document.path("source").asText()).isEqualTo("tickets");
    assertThat(document.at("/attributes/paid").asText()).isEqualTo("1.10");
  }

  @Test
  void readsJsonSchemaRecords() throws Exception {
    // Given
    int schema =
        register(
            "crm.tickets-value",
            "JSON",
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\"}");

    // When
    send(
        "crm.tickets",
        framed(
            schema, "{\"ticket\": {\"number\": 43, \"body\": \"Tim is here.\"}}".getBytes(UTF_8)));

    // Then
    assertThat(document("43").path("text").asText()).isEqualTo("Tim is here.");
  }

  @Test
  void namesProtobufAndAvroInAJsonTopic() throws Exception {
    // Given
    int protobuf =
        register(
            "protobuf-value",
            "PROTOBUF",
            "syntax = \"proto3\"; message Ticket { string body = 1; }");
    int avro = register("avro-value", "AVRO", "\"string\"");

    // When
    send("crm.tickets", framed(protobuf, new byte[] {0, 10, 2, 'H', 'i'}));
    send("crm.tickets", framed(avro, new byte[] {4, 'H', 'i'}));

    // Then
    assertThat(awaitDeadLetter("schema id " + protobuf + " (Protobuf)")).isEqualTo("intake");
    assertThat(awaitDeadLetter("schema id " + avro + " (Avro)")).isEqualTo("intake");
  }

  @Test
  void readsAvroByTheMeaningOfItsTypes() throws Exception {
    // Given
    var text =
        """
        {"type": "record", "name": "Order", "fields": [
          {"name": "number", "type": {"type": "string", "logicalType": "uuid"}},
          {"name": "placed", "type": {"type": "long", "logicalType": "timestamp-micros"}},
          {"name": "details", "type": {"type": "record", "name": "Details", "fields": [
            {"name": "due", "type": {"type": "int", "logicalType": "date"}},
            {"name": "price",
             "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}}]}},
          {"name": "comment", "type": {"type": "record", "name": "Comment", "fields": [
            {"name": "text", "type": "string"}]}}]}
        """;
    var schema = new Schema.Parser().parse(text);
    var order =
        new GenericRecordBuilder(schema)
            .set("number", "01234567-89ab-cdef-0123-456789abcdef")
            .set("placed", 1_717_243_200_123_456L)
            .set(
                "details",
                new GenericRecordBuilder(schema.getField("details").schema())
                    .set("due", 20605)
                    .set("price", ByteBuffer.wrap(new byte[] {4, (byte) 0xD3}))
                    .build())
            .set(
                "comment",
                new GenericRecordBuilder(schema.getField("comment").schema())
                    .set("text", "Tim waits for his order.")
                    .build())
            .build();
    var body = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(body, null);
    new GenericDatumWriter<>(schema).write(order, encoder);

    // When
    send("shop-orders", framed(register("shop-orders-value", "AVRO", text), body.toByteArray()));

    // Then
    var document = document("01234567-89ab-cdef-0123-456789abcdef");
    assertThat(document.path("text").asText()).isEqualTo("Tim waits for his order.");
    assertThat(document.path("eventTime").asText()).isEqualTo("2024-06-01T12:00:00.123Z");
    assertThat(document.at("/attributes/due").asText()).isEqualTo("2026-06-01");
    assertThat(document.at("/attributes/price").asText()).isEqualTo("12.35");
    assertThat(document.path("attributes").has("lexstream.event-time")).isFalse();
  }

  @Test
  void anAvroRecordWithAnUnknownSchemaBecomesADeadLetterAndTheNextIsRead() throws Exception {
    // Given
    int schema =
        register(
            "plain-value",
            "AVRO",
            """
            {"type": "record", "name": "Plain", "fields": [
              {"name": "number", "type": "long"},
              {"name": "comment", "type": {"type": "map", "values": "string"}}]}
            """);

    // When
    send("shop-orders", framed(987_654_321, new byte[] {1, 2, 3}));
    // number 7, one entry "text": "Tim", end of the map
    send(
        "shop-orders",
        framed(schema, new byte[] {14, 2, 8, 't', 'e', 'x', 't', 6, 'T', 'i', 'm', 0}));

    // Then
    assertThat(awaitDeadLetter("the registry has no schema with id 987654321")).isEqualTo("intake");
    assertThat(document("7").path("text").asText()).isEqualTo("Tim");
  }

  @Test
  void readsCloudEventsInBothModes() throws Exception {
    // When
    send(
        "events",
        """
        {"specversion": "1.0", "id": "structured", "source": "/shop", "type": "review",
         "data": {"text": "Tim likes it."}}
        """
            .getBytes(UTF_8));
    send(
        "events",
        "Tim hat Gr\u00fc\u00dfe.".getBytes(ISO_8859_1),
        "ce_specversion",
        "1.0",
        "ce_id",
        "binary",
        "ce_source",
        "/shop",
        "ce_type",
        "review",
        "content-type",
        "text/plain; charset=iso-8859-1");

    // Then
    assertThat(document("structured").path("text").asText()).isEqualTo("Tim likes it.");
    assertThat(document("binary").path("text").asText()).isEqualTo("Tim hat Grüße.");
  }

  @Test
  void readsText() throws Exception {
    // When
    var sent =
        producer
            .send(new ProducerRecord<>("lines", "\uFEFFTim writes a line.".getBytes(UTF_8)))
            .get();

    // Then
    var document = document("lines-" + sent.partition() + "-" + sent.offset());
    assertThat(document.path("text").asText()).isEqualTo("Tim writes a line.");
  }

  private static void send(String topic, byte[] value, String... headers) throws Exception {
    var produced = new ProducerRecord<byte[], byte[]>(topic, value);
    for (int i = 0; i < headers.length; i += 2) {
      produced.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    producer.send(produced).get();
  }

  private static byte[] framed(int schema, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(schema).put(body).array();
  }

  private static int register(String subject, String type, String schema) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    running.connection().registryUrl() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(
                BodyPublishers.ofString(
                    JSON.writeValueAsString(Map.of("schemaType", type, "schema", schema))))
            .build();
    var response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).path("id").asInt();
  }

  private static JsonNode document(String id) {
    return await("decision on " + id)
        .atMost(TIMEOUT)
        .until(() -> api.decided(id), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for a dead letter with {@code message} and returns its stage. */
  private static String awaitDeadLetter(String message) {
    return await(message)
        .atMost(TIMEOUT)
        .until(
            () ->
                api.found("/v1/dead-letters").stream()
                    .flatMap(
                        letters ->
                            StreamSupport.stream(letters.path("deadLetters").spliterator(), false))
                    .filter(letter -> letter.path("message").asText().contains(message))
                    .map(letter -> letter.path("stage").asText())
                    .toList(),
            stages -> !stages.equals(List.of()))
        .get(0);
  }
}
