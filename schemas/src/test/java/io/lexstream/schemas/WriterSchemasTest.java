package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lexstream.schemas.avro.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uses an HTTP server with responses that a real registry gives only when it fails. */
class WriterSchemasTest {

  private static final byte[] RECORD = ByteBuffer.allocate(5 + 7).put((byte) 0).putInt(7).array();

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
  private volatile int status;
  private volatile String body;
  private volatile String authorization;
  private HttpServer server;
  private RegistryDeserializer<Document> reader;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          authorization = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders(status, body.length());
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    var connection =
        ConnectionSettings.local(
            "127.0.0.1:9092", "http://127.0.0.1:" + server.getAddress().getPort());
    reader =
        new RegistryDeserializer<>(
            RegistryConnection.open(connection), true, Document.class, now::get);
  }

  @AfterEach
  void stop() {
    reader.close();
    server.stop(0);
  }

  @Test
  void cachesAnUnknownIdForAMinute() {
    // Given
    status = 404;
    body = "{\"error_code\": 40403, \"message\": \"Schema not found\"}";
    assertThatThrownBy(() -> reader.decode(RECORD)).isInstanceOf(UndecodableException.class);

    // When
    now.set(Samples.NOW.plusSeconds(59));
    assertThatThrownBy(() -> reader.decode(RECORD)).isInstanceOf(UndecodableException.class);

    // Then
    assertThat(requests).hasValue(1);

    // When
    now.set(Samples.NOW.plus(Duration.ofMinutes(1)));
    status = 200;
    body = "{\"schema\": \"" + SchemaText.of(Document.class).replace("\"", "\\\"") + "\"}";

    // Then
    assertThat(reader.decode(RECORD)).isEqualTo(Samples.document("", ""));
    assertThat(requests).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {\"error_code\": 50001, \"message\": \"store\"}",
        "503 | unavailable",
        "401 | {\"error_code\": 401, \"message\": \"Unauthorized\"}",
        "403 | {\"error_code\": 403, \"message\": \"Forbidden\"}",
        "404 | <html>no such page</html>",
        "429 | slow down",
        "200 | <html>a proxy's login page</html>",
        "200 | {}",
      })
  void reportsAFailingRegistryAsUnavailable(int answer, String text) {
    // Given
    status = answer;
    body = text;

    // When / Then
    assertThatThrownBy(() -> reader.decode(RECORD))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("registry.url");
  }

  @Test
  void usesCachedSchemasWhileTheRegistryIsUnavailable() {
    // Given
    status = 200;
    body = "{\"schema\": \"" + SchemaText.of(Document.class).replace("\"", "\\\"") + "\"}";
    assertThat(reader.decode(RECORD)).isEqualTo(Samples.document("", ""));
    var otherId = RECORD.clone();
    otherId[4] = 8;

    // When
    server.stop(0);

    // Then
    assertThat(reader.decode(RECORD)).isEqualTo(Samples.document("", ""));
    assertThatThrownBy(() -> reader.decode(otherId))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("Connection refused");
  }

  @Test
  void timesOutOnARegistryThatHangs() {
    // Given
    var hanging = new CountDownLatch(1);
    server.removeContext("/");
    server.createContext("/", exchange -> awaitUninterruptibly(hanging));
    var impatient =
        new ConnectionSettings(
            "127.0.0.1:9092",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "lexstream.",
            false,
            Map.of(),
            Map.of("http.read.timeout.ms", "100"));

    // When / Then
    try (var waiting = RegistryDeserializer.open(impatient, Document.class)) {
      assertThatThrownBy(() -> waiting.decode(RECORD))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("timed out");
    } finally {
      hanging.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "basic.auth.credentials.source, USER_INFO, basic.auth.user.info, ann:secret, Basic YW5uOnNlY3JldA==",
    "bearer.auth.credentials.source, STATIC_TOKEN, bearer.auth.token, t0ken, Bearer t0ken",
  })
  void sendsCredentialsToTheRegistry(
      String sourceKey, String source, String credentialKey, String credential, String sent) {
    // Given
    status = 200;
    body = "{\"schema\": \"" + SchemaText.of(Document.class).replace("\"", "\\\"") + "\"}";
    var guarded =
        new ConnectionSettings(
            "127.0.0.1:9092",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "lexstream.",
            false,
            Map.of(),
            Map.of(sourceKey, source, credentialKey, credential));

    // When
    try (var authenticated = RegistryDeserializer.open(guarded, Document.class)) {
      authenticated.decode(RECORD);
    }

    // Then
    assertThat(authorization).isEqualTo(sent);
  }

  @Test
  void readsTheRecordAfterTheRegistryRecovers() {
    // Given
    status = 500;
    body = "{}";
    assertThatThrownBy(() -> reader.decode(RECORD))
        .isInstanceOf(RegistryUnavailableException.class);

    // When
    status = 200;
    body = "{\"schema\": \"" + SchemaText.of(Document.class).replace("\"", "\\\"") + "\"}";

    // Then
    assertThat(reader.decode(RECORD)).isEqualTo(Samples.document("", ""));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
