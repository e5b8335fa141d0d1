package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.streamsapp.read.query.StateQueries;
import io.lexstream.streamsapp.read.stats.Health;
import io.lexstream.streamsapp.testing.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The API as bytes on a connection, without a broker: bodies, encodings, and the errors of requests
 * that reach no route.
 */
class HttpTransportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MAX_BODY = 64 * 1024;
  private static final int MAX_DOCUMENTS = 50;
  private static final long MAX_IN_FLIGHT = 512 * 1024;

  private final CountDownLatch metricsMayBeRead = new CountDownLatch(1);
  private final StackTraces stackTraces = new StackTraces();
  private int port;
  private HttpApi api;

  @BeforeEach
  void start() throws Exception {
    stackTraces.start();
    LoggerContext.getContext(false).getRootLogger().addAppender(stackTraces);
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var limits = new BodyLimits(MAX_BODY, 1_000, Duration.ofMillis(500), Duration.ofSeconds(20));
    api =
        HttpApi.start(
            new HttpConfig(
                "127.0.0.1",
                port,
                "127.0.0.1",
                Optional.empty(),
                MAX_BODY,
                MAX_DOCUMENTS,
                MAX_IN_FLIGHT,
                1_000_000,
                1),
            limits,
            Duration.ofSeconds(1),
            port,
            DocumentJson.LARGEST_TEXT,
            new HttpBackend(
                null,
                StateQueries.of(() -> null, new HostInfo("127.0.0.1", port)),
                null,
                null,
                null,
                null,
                null,
                () -> new Health(Health.Status.READY, "running"),
                this::metrics));
  }

  private String metrics() {
    try {
      metricsMayBeRead.await();
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @AfterEach
  void stop() {
    metricsMayBeRead.countDown();
    api.close();
    LoggerContext.getContext(false).getRootLogger().removeAppender(stackTraces);
    assertThat(stackTraces.found).isEmpty();
  }

  /** Collects log events with an exception: no client may cause one. */
  private static final class StackTraces extends AbstractAppender {

    final List<String> found = new CopyOnWriteArrayList<>();

    StackTraces() {
      super("stack-traces", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getThrown() != null) {
        found.add(event.getLoggerName() + ": " + event.getThrown());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
  void aGzipBodyIsDecoded(String encoding) throws Exception {
    // When
    var response = post(gzip("{\"text\": 7}".getBytes(UTF_8)), "Content-Encoding: " + encoding);

    // Then
    var problem = problem(response, 400);
    assertThat(problem.path("type").asText()).endsWith(":invalid-document");
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("text");
  }

  @Test
  void aGzipBodyThatIsTooLargeWhenDecodedIsRejected() throws Exception {
    // Given
    byte[] bomb = gzip(new byte[20 << 20]);
    assertThat(bomb).hasSizeLessThan(MAX_BODY);

    // When, Then
    problem(post(bomb, "Content-Encoding: gzip"), 413);
  }

  @Test
  void aBombInsideASecondGzipMemberIsRejected() throws Exception {
    // Given
    var members = new ByteArrayOutputStream();
    members.writeBytes(gzip("{\"text\":\"x\"}".getBytes(UTF_8)));
    members.writeBytes(gzip(new byte[20 << 20]));

    // When, Then
    problem(post(members.toByteArray(), "Content-Encoding: gzip"), 413);
  }

  @Test
  void aBrokenGzipBodyIsRejected() throws Exception {
    // Given
    byte[] whole = gzip("{\"text\": \"one two three\"}".getBytes(UTF_8));
    byte[] corrupt = whole.clone();
    corrupt[15] ^= 0x55;

    // When, Then
    problem(post(Arrays.copyOf(whole, whole.length / 2), "Content-Encoding: gzip"), 400);
    problem(post(corrupt, "Content-Encoding: gzip"), 400);
    problem(post("{\"text\": \"plain\"}".getBytes(UTF_8), "Content-Encoding: gzip"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "zstd", "compress", "gzip, gzip", "identity, br", "x"})
  void anotherContentEncodingIsRejectedAndNamesGzip(String encoding) throws Exception {
    // When
    var response = post("{}".getBytes(UTF_8), "Content-Encoding: " + encoding);

    // Then
    problem(response, 415);
    assertThat(response.headers()).containsEntry("accept-encoding", "gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iso-8859-1", "utf-16", "\"latin1\"", "windows-1252", "gb18030", "UTF-7"})
  void anotherCharsetThanUtf8IsRejected(String charset) throws Exception {
    assertThat(problem(submitWithCharset(charset), 415).path("detail").asText()).contains("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "UTF-8", "\"utf-8\""})
  void utf8MayBeNamedAsCharset(String charset) throws Exception {
    assertThat(problem(submitWithCharset(charset), 400).path("type").asText())
        .endsWith(":invalid-document");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/documents, POST",
    "GET, /v1/documents, POST",
    "POST, /v1/documents/x, GET HEAD DELETE",
    "OPTIONS, /v1/stats, GET HEAD",
    "DELETE, /v1/reviews/x, POST",
    "PATCH, /, GET HEAD",
    "BREW, /v1/feed, GET",
  })
  void aMethodThatIsNotAllowedIsAnsweredWithTheAllowedOnes(
      String method, String path, String allowed) throws Exception {
    // When
    var response =
        RawHttp.exchange(port, method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    // Then
    problem(response, 405);
    assertThat(response.headers().get("allow").split(", "))
        .containsExactlyInAnyOrder(allowed.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/documents/%zz HTTP/1.1~Host: localhost | 400",
        "GET /v1/documents/%ff HTTP/1.1~Host: localhost | 400",
        "GET /v1/documents/%C3%28 HTTP/1.1~Host: localhost | 400",
        "GET /v1/documents/a b HTTP/1.1~Host: localhost | 400",
        "GET /v1/documents/a\"b HTTP/1.1~Host: localhost | 400",
        "GET /v1/stats HTTP/1.1 | 400",
        "GET /v1/stats HTTP/1.1~Host: localhost~Host: localhost | 400",
        "GET /v1/stats HTTP/1.1~Host: localhost~broken header | 400",
        "POST /v1/documents HTTP/1.1~Host: localhost~Content-Length: x | 400",
        "POST /v1/documents HTTP/1.1~Host: localhost~Content-Length: 2~Content-Length: 3 | 400",
        "POST /v1/documents HTTP/1.1~Host: localhost~Transfer-Encoding: sideways | 400",
        "GET /v1/stats HTTP/3.7~Host: localhost | 505",
      })
  void aMalformedRequestIsAProblem(String request, int status) throws Exception {
    // When
    var response = RawHttp.exchange(port, request.replace("~", "\r\n") + "\r\n\r\n");

    // Then
    problem(response, status);
    assertThat(response.headers()).containsEntry("x-content-type-options", "nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/documents/a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /v1/documents/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
        "GET / HTTP/1.1\r\nHost localhost\r\n\r\n"
      })
  void aMalformedRequestIsAProblemAndAnnouncesThatTheConnectionCloses(String request)
      throws Exception {
    // When
    var response = RawHttp.exchange(port, request);

    // Then
    problem(response, 400);
    assertThat(response.headers()).containsEntry("connection", "close");
  }

  @Test
  void headersAndUrisThatAreTooLargeAreProblems() throws Exception {
    problem(
        RawHttp.exchange(
            port, "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        414);
    problem(
        RawHttp.exchange(
            port,
            "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + "a".repeat(100_000) + "\r\n\r\n"),
        431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zz\r\n{}", "5\r\n{}", "2\r\n{}xx", "-1\r\n{}", "FFFFFFFFFFFFFFFFFF\r\n{}\r\n"})
  void aBrokenOrCutChunkedBodyIsRejected(String body) throws Exception {
    try (var connection = RawHttp.open(port)) {
      // When
      connection.send(head("Transfer-Encoding: chunked") + body).endOutput();

      // Then
      problem(connection.response(), 400);
    }
  }

  @Test
  void aBodyThatEndsBeforeItsLengthIsRejected() throws Exception {
    try (var connection = RawHttp.open(port)) {
      // When
      connection.send(head("Content-Length: 100") + "{\"text\":").endOutput();

      // Then
      problem(connection.response(), 400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
  void aStalledBodyIsATimeout(String header) throws Exception {
    try (var connection = RawHttp.open(port)) {
      // When
      connection.send(head(header));

      // Then
      var response = connection.response();
      problem(response, 408);
      assertThat(response.headers()).containsEntry("connection", "close");
    }
  }

  @Test
  void aTricklingBodyIsATimeoutAlthoughTheConnectionIsNeverIdle() throws Exception {
    try (var connection = RawHttp.open(port)) {
      // Given
      connection.send(head("Content-Length: 60000"));
      var trickle = Executors.newSingleThreadScheduledExecutor();
      try {
        // When
        var unused =
            trickle.scheduleWithFixedDelay(
                () -> ignoringFailure(() -> connection.send("x")), 0, 100, TimeUnit.MILLISECONDS);

        // Then
        problem(connection.response(), 408);
      } finally {
        trickle.shutdownNow();
      }
    }
  }

  @Test
  void tricklingClientsDoNotBlockHealthChecks() throws Exception {
    // Given
    var clients = new ArrayList<RawHttp>();
    for (int i = 0; i < 300; i++) {
      clients.add(RawHttp.open(port).send(head("Content-Length: 60000") + "{"));
    }

    // When, Then
    assertThat(get("/health/live").status()).isEqualTo(200);
    assertThat(get("/health/ready").status()).isEqualTo(200);
    assertThat(get("/openapi.json").status()).isEqualTo(200);
    for (var client : clients) {
      client.close();
    }
  }

  @Test
  void blockedRequestsDoNotBlockHealthChecksAndFurtherRequestsAreUnavailable() throws Exception {
    // Given
    var clients = new ArrayList<RawHttp>();
    for (int i = 0; i < 300; i++) {
      clients.add(RawHttp.open(port).send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    // When, Then
    assertThat(get("/health/live").status()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> get("/openapi.json").status() == 503);
    var response = get("/openapi.json");
    problem(response, 503);
    assertThat(response.headers()).containsEntry("retry-after", "1");
    assertThat(get("/health/ready").status()).isEqualTo(200);

    // When
    metricsMayBeRead.countDown();

    // Then
    await().atMost(PATIENCE).until(() -> get("/openapi.json").status() == 200);
    for (var client : clients) {
      client.close();
    }
  }

  @Test
  void bodiesInFlightAreBounded() throws Exception {
    // Given
    var clients = new ArrayList<RawHttp>();
    for (int i = 0; i < 8; i++) {
      clients.add(RawHttp.open(port).send(head("Content-Length: 65000") + " ".repeat(64_000)));
    }

    // When
    for (var client : clients) {
      client.send(" ".repeat(1_000));
    }

    // Then: eight bodies fit one by one, but not all at once with their decoded copies
    var statuses = new ArrayList<Integer>();
    for (var client : clients) {
      var response = client.response();
      problem(response, response.status());
      statuses.add(response.status());
      if (response.status() == 503) {
        assertThat(response.headers()).containsEntry("retry-after", "1");
      }
      client.close();
    }
    assertThat(statuses).contains(503).isSubsetOf(400, 503);
    await()
        .atMost(PATIENCE)
        .until(() -> post(" ".repeat(60_000).getBytes(UTF_8), "X: y").status() == 400);
  }

  @Test
  void tooManyDocumentsAreRejectedBeforeTheyAreParsed() throws Exception {
    // Given
    byte[] body = "{\"text\":\"x\"}\n".repeat(MAX_DOCUMENTS + 1).getBytes(UTF_8);

    // When
    var responses =
        inParallel(
            6,
            () ->
                exchange(
                    "POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                        + " application/x-ndjson\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n",
                    body));

    // Then
    for (var response : responses) {
      assertThat(problem(response, 413).path("detail").asText())
          .contains("51 documents", "at most 50");
    }
  }

  @ParameterizedTest
  @CsvSource({"evil.example, X, 403", "localhost, br, 415", "localhost, gzip, 413"})
  void aRejectedRequestCanBeSentToItsEnd(String host, String encoding, int status)
      throws Exception {
    try (var connection = RawHttp.open(port)) {
      // When
      connection.send(
          "POST /v1/documents HTTP/1.1\r\nHost: "
              + host
              + "\r\nContent-Length: 20000000\r\nContent-Encoding: "
              + encoding
              + "\r\n\r\n");
      connection.send(new byte[20_000_000]);

      // Then
      problem(connection.response(), status);
    }
  }

  @Test
  void aRejectedRequestThatExpectsContinueNeedNotSendItsBody() throws Exception {
    problem(RawHttp.exchange(port, head("Content-Length: 20000000\r\nExpect: 100-continue")), 413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/feed", "/v1/stats", "/v1/nothing"})
  void aWebSocketUpgradeIsRejected(String path) throws Exception {
    problem(RawHttp.exchange(port, webSocket(path, "localhost")), 400);
    problem(RawHttp.exchange(port, webSocket(path, "evil.example")), 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/nothing",
        "PUT /v1/documents",
        "GET /",
        "GET /health/live",
        "GET /page/nothing",
        "OPTIONS *",
        "GET //",
        "GET /v1/documents/a%2Fb"
      })
  void anotherHostThanLocalhostIsRejectedOnEveryPath(String request) throws Exception {
    problem(RawHttp.exchange(port, request + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 403);
  }

  private RawHttp.Response submitWithCharset(String charset) throws IOException {
    return exchange(
        "POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json; charset="
            + charset
            + "\r\nContent-Length: 11\r\n\r\n",
        "{\"text\": 7}".getBytes(UTF_8));
  }

  private static String webSocket(String path, String host) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  }

  private RawHttp.Response get(String path) throws IOException {
    return RawHttp.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private RawHttp.Response post(byte[] body, String header) throws IOException {
    return exchange(head("Content-Length: " + body.length + "\r\n" + header), body);
  }

  private RawHttp.Response exchange(String head, byte[] body) throws IOException {
    try (var connection = RawHttp.open(port)) {
      return connection.send(head).send(body).response();
    }
  }

  private static String head(String header) {
    return "POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + header
        + "\r\n\r\n";
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static <T> List<T> inParallel(int count, Callable<T> task) throws Exception {
    var threads = Executors.newFixedThreadPool(count);
    try {
      var results = new ArrayList<T>();
      for (var result : threads.invokeAll(Collections.nCopies(count, task))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private interface Sending {
    void run() throws IOException;
  }

  private static void ignoringFailure(Sending sending) {
    try {
      sending.run();
    } catch (IOException e) {
      // the server has closed the connection
    }
  }

  private static JsonNode problem(RawHttp.Response response, int status) throws IOException {
    assertThat(response.status()).as(response.toString()).isEqualTo(status);
    assertThat(response.headers().get("content-type"))
        .as(response.toString())
        .startsWith("application/problem+json");
    var problem = JSON.readTree(response.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asText().toLowerCase(Locale.ROOT))
        .startsWith("urn:lexstream:problem:");
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    return problem;
  }
}
