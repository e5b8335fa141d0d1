package io.lexstream.streamsapp.read.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.StreamsServer;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three instances on topics of two partitions: one holds no part of a store, or only a standby
 * copy.
 */
class MoreInstancesThanPartitionsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private TestPlatform platform;
  private final List<StreamsServer> servers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    platform = TestPlatform.start(folder.resolve("broker"));
    for (String name : List.of("one", "two", "three")) {
      servers.add(
          StreamsServer.start(
              TestPlatform.settings(
                  platform.bootstrapServers(),
                  folder.resolve(name),
                  Map.of("streams.properties.consumer.session.timeout.ms", "60000"))));
    }
  }

  @AfterEach
  void stop() {
    servers.forEach(StreamsServer::close);
    platform.close();
  }

  @Test
  void eachInstanceReturnsTheStateOfAll() throws Exception {
    // Given
    for (var server : servers) {
      await().atMost(PATIENCE).until(() -> server.health().isReady());
    }

    // When
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      platform.send(Topic.ENRICHED, id, SampleDocuments.unsupported(id).build()).get();
    }

    // Then
    for (var server : servers) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                var reviews = get(server, "/v1/reviews");
                assertThat(reviews.statusCode()).isEqualTo(200);
                assertThat(reviews.body().split("\"decidedAt\"", -1)).hasSize(7);
                assertThat(get(server, "/v1/insights?window=1h").statusCode()).isEqualTo(200);
              });
    }
  }

  private static HttpResponse<String> get(StreamsServer server, String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
        BodyHandlers.ofString());
  }
}
