package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.lexstream.embedded.RegistryServer;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a real registry server, because a mock does not enforce compatibility. */
class RealRegistryTest {

  @TempDir static Path folder;

  private static RegistryServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RegistryServer.start(ProjectFiles.registryServer(), folder, 0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void acceptsAllReleasedVersionsInOrderAndThisVersion() {
    // Given
    var prefix = "released.";
    try (var registry = RegistryConnection.open(connection(prefix, true));
        var serdes = RegistrySerdes.open(connection(prefix, true))) {
      for (var topic : Topic.values()) {
        if (topic.value().isPresent()) {
          var subject = new Topics(prefix).subject(topic);
          registry.requireCompatibility(subject);
          ReleasedSchemas.of(topic).forEach(version -> registry.register(subject, version));
        }
      }

      // When
      serdes.registerAll();
      serdes.registerAll(); // idempotent

      // Then
      assertThat(registry.idOf("released.documents-value", SchemaText.of(Document.class)))
          .isPositive();
    }
  }

  @Test
  void rejectsAnIncompatibleSchemaWith409() {
    // Given
    var connection = connection("conflict.", true);
    try (var serdes = RegistrySerdes.open(connection);
        var registry = RegistryConnection.open(connection)) {
      serdes.registerAll();
      var incompatible =
          SchemaText.of(Document.class)
              .replaceFirst(
                  "\"fields\":\\[", "\"fields\":[{\"name\":\"extra\",\"type\":\"string\"},");

      // When / Then
      assertThatThrownBy(() -> registry.register("conflict.documents-value", incompatible))
          .isInstanceOf(SchemaRejectedException.class)
          .hasMessageContaining("conflict.documents-value")
          .hasMessageContaining("FULL_TRANSITIVE")
          .cause()
          .isInstanceOfSatisfying(
              RestClientException.class, refusal -> assertThat(refusal.getStatus()).isEqualTo(409));
    }
  }

  @Test
  void rejectsTheRemovalOfARequiredField() {
    // Given
    var connection = connection("removed.", true);
    try (var serdes = RegistrySerdes.open(connection);
        var registry = RegistryConnection.open(connection)) {
      serdes.registerAll();
      var withoutText =
          "{\"type\":\"record\",\"name\":\"Document\",\"namespace\":\"io.lexstream.schemas.avro\","
              + "\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}";

      // When / Then
      assertThatThrownBy(() -> registry.register("removed.documents-value", withoutText))
          .isInstanceOf(SchemaRejectedException.class);
    }
  }

  @Test
  void readsRecordsOfASeparateWriter() {
    // Given
    var enriched = Samples.enriched("I ❤ \uD83D\uDE80 Berlin");
    var topic = "roundtrip.enriched";

    // When
    byte[] bytes;
    try (var writer =
        RegistrySerializer.open(connection("roundtrip.", true), EnrichedDocument.class)) {
      bytes = writer.serialize(topic, enriched);
    }

    // Then
    try (var reader =
        RegistryDeserializer.open(connection("roundtrip.", false), EnrichedDocument.class)) {
      assertThat(reader.deserialize(topic, bytes)).isEqualTo(enriched);
    }
  }

  @Test
  void findsSchemasThatTopicsCreateRegistered() {
    // Given
    try (var strict = RegistrySerdes.open(connection("cluster.", false))) {
      var writer = strict.serializer(Document.class);
      var document = Samples.document("a", "b");

      // When / Then
      assertThatThrownBy(() -> writer.serialize("cluster.documents", document))
          .isInstanceOf(SchemaRejectedException.class)
          .hasMessageContaining("lexstream topics create");

      // When
      strict.registerAll();

      // Then
      assertThat(writer.serialize("cluster.documents", document)).isNotEmpty();
    }
  }

  @Test
  void failsOnAnUnknownId() {
    // Given
    try (var reader = RegistryDeserializer.open(connection("unknown.", false), Document.class)) {
      var bytes = ByteBuffer.allocate(10).put((byte) 0).putInt(2_000_000_000).array();

      // When / Then
      assertThatThrownBy(() -> reader.decode(bytes))
          .isInstanceOf(UndecodableException.class)
          .hasMessage("the registry has no schema with id 2000000000");
    }
  }

  @Test
  void failsOnASchemaThatIsNotAvro() throws Exception {
    // Given
    int id = registerJsonSchema("json.other-value");
    try (var reader = RegistryDeserializer.open(connection("json.", false), Document.class)) {
      var bytes = ByteBuffer.allocate(10).put((byte) 0).putInt(id).array();

      // When / Then
      assertThatThrownBy(() -> reader.decode(bytes)).isInstanceOf(UndecodableException.class);
    }
  }

  @Test
  void treatsANotFoundOfAnotherServerAsUnavailable() {
    // Given
    var elsewhere =
        new ConnectionSettings(
            "127.0.0.1:9092",
            server.url().replace("/apis/ccompat/v7", "/nothing/here"),
            "lexstream.",
            false,
            Map.of(),
            Map.of());
    try (var reader = RegistryDeserializer.open(elsewhere, Document.class)) {
      var bytes = ByteBuffer.allocate(10).put((byte) 0).putInt(1).array();

      // When / Then
      assertThatThrownBy(() -> reader.decode(bytes))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("registry.url");
    }
  }

  private static ConnectionSettings connection(String prefix, boolean autoRegister) {
    return new ConnectionSettings(
        "127.0.0.1:9092", server.url(), prefix, autoRegister, Map.of(), Map.of());
  }

  private static int registerJsonSchema(String subject) throws IOException, InterruptedException {
    var body =
        """
        {"schemaType": "JSON", "schema": "{\\"$schema\\": \\"http://json-schema.org/draft-07/schema#\\", \\"type\\": \\"object\\"}"}""";
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(server.url() + "/subjects/" + subject + "/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Integer.parseInt(response.body().replaceAll("\\D", ""));
  }
}
