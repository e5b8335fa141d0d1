package io.lexstream.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.testing.ApiClient;
import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Documents pass through all parts of a real platform with a tiny model. */
final class PlatformTest {

  /** {@code models/recipes/tiny} says what each word means. */
  private static final String TINY_MODEL = ProjectFiles.tinyModel().toString();

  private static final String FAILING_WORD = "xqzpoison";

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void everyDocumentGetsADecision() throws Exception {
    // Given
    try (var data = DataFolder.open(folder);
        var platform = start(data)) {
      var running = ready(platform);
      var api = new ApiClient(running.dashboardUrl());

      // When
      int status =
          api.post(
              """
              {"id": "english", "source": "mail", "text": "Tim loves Berlin, and so do his friends."}
              {"id": "third", "source": "mail", "text": "Der Zug nach München fährt heute wieder viel zu spät ab."}
              {"id": "future", "source": "mail", "eventTime": "2999-01-01T00:00:00Z", "text": "Tim comes from the future."}
              {"id": "failing", "source": "mail", "text": "This is %s."}
              """
                  .formatted(FAILING_WORD));
      produce(running, "{\"id\": \"inbox\", \"text\": \"Tim wrote to the inbox.\"}");

      // Then
      assertThat(status).isEqualTo(202);
      assertThat(decision(api, "english").at("/moderation/action").asText()).isEqualTo("allow");
      assertThat(decision(api, "inbox").at("/moderation/action").asText()).isEqualTo("allow");
      assertThat(decision(api, "third").at("/moderation/action").asText()).isEqualTo("review");
      assertThat(decision(api, "future").at("/moderation/action").asText()).isEqualTo("allow");
      assertThat(decision(api, "failing").at("/moderation/action").asText()).isEqualTo("review");
      assertThat(decision(api, "english").at("/entities/0/text").asText()).isEqualTo("Tim");
    }
  }

  @Test
  void aRestartContinuesFromTheKeptState() throws Exception {
    // Given
    try (var data = DataFolder.open(folder);
        var platform = start(data)) {
      var api = new ApiClient(ready(platform).dashboardUrl());
      api.post("{\"id\": \"before\", \"text\": \"Tim was here before.\"}");
      decision(api, "before");
    }

    // When
    try (var data = DataFolder.open(folder);
        var platform = start(data)) {
      var api = new ApiClient(ready(platform).dashboardUrl());
      api.post("{\"id\": \"after\", \"text\": \"Tim came back after.\"}");

      // Then
      assertThat(decision(api, "after").at("/moderation/action").asText()).isEqualTo("allow");
      assertThat(decision(api, "before").at("/moderation/action").asText()).isEqualTo("allow");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void listensOnTheLoopbackInterfaceOnlyAndHasNoFlinkApi() throws Exception {
    // Given
    try (var data = DataFolder.open(folder);
        var platform =
            start(data, Stages.all().withRegistryServer(ProjectFiles.registryServer()))) {
      ready(platform);

      // When
      var addresses = ListeningSockets.ofThisProcessAndItsChildren();

      // Then
      assertThat(addresses)
          .hasSizeGreaterThanOrEqualTo(5) // broker, controller, two of the registry, API
          .allMatch(address -> address.getAddress().isLoopbackAddress());
      assertThat(addresses).noneMatch(PlatformTest::answersLikeFlink);
    }
  }

  private static boolean answersLikeFlink(InetSocketAddress address) {
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(2_000);
      socket
          .getOutputStream()
          .write("GET /overview HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      var response = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return response.contains("flink-version");
    } catch (IOException e) {
      return false; // not an HTTP server
    }
  }

  private static Platform start(DataFolder data) throws Exception {
    return start(data, Stages.all());
  }

  private static Platform start(DataFolder data, Stages stages) throws Exception {
    var ports = Map.of("local.broker-port", "0", "local.registry-port", "0", "http.port", "0");
    var config =
        PlatformConfig.load(
            Optional.empty(),
            Map.of(),
            Map.of("models.packages", TINY_MODEL, "streams.commit-interval", "200ms"),
            ports);
    return Platform.start(config, stages, data, Timings.ofThisProcess());
  }

  private static RunningPlatform ready(Platform platform) throws Exception {
    var running = platform.connect().run();
    running.awaitReady();
    return running;
  }

  private static JsonNode decision(ApiClient api, String id) {
    return await("decision on " + id)
        .atMost(TIMEOUT)
        .until(() -> api.decided(id), Optional::isPresent)
        .orElseThrow();
  }

  private static void produce(RunningPlatform platform, String json) throws Exception {
    var properties = platform.connection().clientProperties();
    properties.putAll(Topics.producerLimits(Topic.INBOX));
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      var inbox = platform.connection().topics().name(Topic.INBOX);
      producer.send(new ProducerRecord<>(inbox, json.getBytes(UTF_8))).get();
    }
  }
}
