package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.DocumentId;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.StreamsServer;
import io.lexstream.streamsapp.testing.RawHttp;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API of two instances with a real broker. Each instance holds a part of the state. */
class HttpApiTest {

  private static final String TOKEN = "a-token-for-tests";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestPlatform platform;
  private static final List<StreamsServer> SERVERS = new ArrayList<>();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() throws Exception {
    platform = TestPlatform.start(folder.resolve("broker"));
    for (String name : List.of("one", "other")) {
      SERVERS.add(
          StreamsServer.start(
              TestPlatform.settings(
                  platform.bootstrapServers(),
                  folder.resolve(name),
                  Map.of(
                      "http.token",
                      TOKEN,
                      "http.max-body-size",
                      "1MiB",
                      // A slow test machine must not look like a failed instance.
                      "streams.properties.producer.transaction.timeout.ms",
                      "120000",
                      "streams.properties.consumer.session.timeout.ms",
                      "60000"))));
    }
    // The stores are distributed after the second instance has joined.
    for (var server : SERVERS) {
      await().atMost(PATIENCE).until(() -> status(server, "/health/ready") == 200);
      await().atMost(PATIENCE).until(() -> holdsState(SERVERS.indexOf(server)));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.forEach(StreamsServer::close);
    platform.close();
  }

  @Test
  void anAcceptedDocumentIsInTheDocumentsTopic() throws Exception {
    // Given
    var id = newId();

    // When
    var answer =
        post("/v1/documents", "application/json", "{\"id\":\"" + id + "\",\"text\":\"Hi\"}");

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("id").asText()).isEqualTo(id);
    assertThat(answer.headers().firstValue("Location")).contains("/v1/documents/" + id);
    assertThat(documents(id)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "/",
        "//",
        "a//b",
        "/a/",
        "a\\b",
        "C:\\logs\\app.log:42",
        "100%",
        "%2F",
        "a%20b",
        "%",
        "%%zz",
        "a..b",
        "..a",
        "...",
        "a/../b",
        "../../etc/passwd",
        "./a",
        "a;b=c",
        ";",
        "a?b=c",
        "?",
        "a#b",
        "#",
        "a b",
        " a ",
        "a+b",
        "a&b",
        "a=b",
        "a:b@c",
        "\"a\"",
        "<a>",
        "{a}",
        "[a]",
        "a|b^`",
        "~a",
        "汉字/文档",
        "🙂",
        "é",
        "e\u0301",
        "\u00a0",
        "\u2028",
        "a\tb",
        "a\nb",
        "a\u007fb",
        "a\u0085b",
        ".",
        "..",
        "\\..\\"
      })
  void anAcceptedIdIsReachableAndAnotherIsRejected(String id) throws Exception {
    assertReachableOrRejected(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "\u0000", "a\u0000b", "a\tb", "a\nb", "a\u007fb", "a\u0085b"})
  void anIdThatBreaksTheRuleIsRejectedInEveryRequest(String id) throws Exception {
    // When
    var submitted =
        post(
            "/v1/documents",
            "application/json",
            JSON.writeValueAsString(Map.of("id", id, "text", "x")));

    // Then
    assertProblem(submitted, 400);
    assertThat(json(submitted).at("/errors/0/field").asText()).isEqualTo("id");
    assertProblem(get(0, "/v1/documents/" + encoded(id)), 400);
    assertProblem(send(request(0, "/v1/documents/" + encoded(id)).DELETE()), 400);
  }

  @Test
  void theLongestIdsAreReachable() throws Exception {
    for (var character : List.of("a", "%", "汉", "🙂")) {
      assertReachableOrRejected(character.repeat(1024 / character.getBytes(UTF_8).length));
    }
  }

  @Test
  void randomIdsAreReachableOrRejected() throws Exception {
    var random = new Random(62);
    for (int i = 0; i < 100; i++) {
      var id = new StringBuilder();
      int length = 1 + random.nextInt(20);
      for (int j = 0; j < length; j++) {
        id.appendCodePoint(
            random.nextBoolean()
                ? "./\\%;?# +:".charAt(random.nextInt(10))
                : random.nextInt(0x3000));
      }
      assertReachableOrRejected(id.toString());
    }
  }

  /** What is accepted is found under its Location, and can be erased there, at both instances. */
  private static void assertReachableOrRejected(String id) throws Exception {
    var body = JSON.writeValueAsString(Map.of("id", id, "text", "x"));
    var submitted = post("/v1/documents", "application/json", body);
    if (submitted.statusCode() == 400) {
      assertThat(json(submitted).at("/errors/0/field").asText()).isEqualTo("id");
      return;
    }
    assertThat(submitted.statusCode()).as(id).isEqualTo(202);
    if (!DocumentId.isValid(id)) { // blank: as if it were absent
      assertThat(json(submitted).path("id").asText()).isNotBlank();
      return;
    }
    assertThat(json(submitted).path("id").asText()).isEqualTo(id);
    var location = submitted.headers().firstValue("Location").orElseThrow();
    for (int instance = 0; instance < SERVERS.size(); instance++) {
      var found = get(instance, location);
      assertThat(found.statusCode()).as(id).isIn(200, 404, 410);
      assertThat(json(found).path("detail").asText()).contains("document " + id + " ");
      var erased = send(request(instance, location).DELETE());
      assertThat(erased.statusCode()).as(id).isEqualTo(202);
      assertThat(json(erased).path("id").asText()).isEqualTo(id);
    }
  }

  @Test
  void aGzipBodyIsAccepted() throws Exception {
    // Given
    var id = newId();
    var body = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(body)) {
      gzip.write(("{\"id\":\"" + id + "\",\"text\":\"compressed\"}").getBytes(UTF_8));
    }

    // When
    var answer =
        send(
            request(0, "/v1/documents")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(documents(id)).extracting(Document::getText).containsExactly("compressed");
  }

  @Test
  void headHasTheStatusOfGet() throws Exception {
    // When
    var unknown =
        send(request(0, "/v1/documents/" + newId()).method("HEAD", BodyPublishers.noBody()));
    var known = send(request(0, "/openapi.json").method("HEAD", BodyPublishers.noBody()));

    // Then
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.body()).isEmpty();
  }

  @Test
  void severalDocumentsAreAcceptedInOneRequest() throws Exception {
    // When
    var answer =
        post("/v1/documents", "application/x-ndjson", "{\"text\":\"one\"}\n{\"text\":\"two\"}\n");

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    var ids = json(answer).path("documents");
    assertThat(ids).hasSize(2);
    assertThat(documents(ids.get(1).path("id").asText()))
        .extracting(Document::getText)
        .containsExactly("two");
  }

  @Test
  void aRequestRepeatedAtTheOtherInstanceIsProcessedOnce() throws Exception {
    // Given
    var key = newId();
    var body = "{\"text\":\"once\"}";

    // When
    var first = post(0, "/v1/documents", "application/json", body, "Idempotency-Key", key);
    var again = post(1, "/v1/documents", "application/json", body, "Idempotency-Key", key);

    // Then
    assertThat(again.statusCode()).isEqualTo(202);
    var id = json(first).path("id").asText();
    assertThat(json(again).path("id").asText()).isEqualTo(id);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(documents(id)).hasSize(1));
  }

  @Test
  void anIdempotencyKeyWithAnotherBodyIsRejected() throws Exception {
    // Given
    var key = newId();
    post(0, "/v1/documents", "application/json", "{\"text\":\"a\"}", "Idempotency-Key", key);

    // When
    var answer =
        post(0, "/v1/documents", "application/json", "{\"text\":\"b\"}", "Idempotency-Key", key);

    // Then
    assertProblem(answer, 422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json     | {\"id\": 1}              | 400",
        "application/json     | no json                  | 400",
        "application/json     | {\"text\": 5}            | 400",
        "application/x-ndjson | {\"text\": \" \"}        | 400",
        "text/plain           | hello                    | 415",
      })
  void anInvalidDocumentIsRejected(String type, String body, int status) throws Exception {
    assertProblem(post("/v1/documents", type, body), status);
  }

  @Test
  void invalidUtf8IsRejected() throws Exception {
    // When
    var answer =
        send(
            request(0, "/v1/documents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, '"', '}'})));

    // Then
    assertProblem(answer, 400);
  }

  @Test
  void aBodyAboveTheLimitIsRejectedWithAndWithoutContentLength() throws Exception {
    // Given
    byte[] large = new byte[10 << 20];

    // When
    var announced =
        send(
            request(0, "/v1/documents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(large)));
    var streamed =
        send(
            request(0, "/v1/documents")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

    // Then
    assertProblem(announced, 413);
    assertProblem(streamed, 413);
  }

  @Test
  void aTextAboveTheLimitIsTooLarge() throws Exception {
    assertProblem(
        post(
            "/v1/documents",
            "application/json",
            "{\"text\":\"" + "a".repeat(DocumentJson.LARGEST_TEXT + 1) + "\"}"),
        413);
  }

  @Test
  void aDocumentIsFoundAtBothInstances() throws Exception {
    // Given
    var id = "odd/id ?#%" + newId();

    // When
    platform.send(Topic.ENRICHED, id, SampleDocuments.scored(id, 0.99).build()).get();

    // Then
    for (int instance = 0; instance < SERVERS.size(); instance++) {
      int asked = instance;
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                var answer = get(asked, "/v1/documents/" + encoded(id));
                assertThat(answer.statusCode()).isEqualTo(200);
                var found = json(answer);
                assertThat(found.path("id").asText()).isEqualTo(id);
                assertThat(found.path("toxicity").path("label").asText()).isEqualTo("toxic");
                assertThat(found.path("moderation").path("action").asText()).isEqualTo("block");
              });
    }
  }

  @Test
  void anUnknownDocumentIsNotFound() throws Exception {
    assertProblem(get(0, "/v1/documents/" + newId()), 404);
  }

  @Test
  void anErasedDocumentIsGone() throws Exception {
    // Given
    var id = newId();
    platform.send(Topic.ENRICHED, id, SampleDocuments.scored(id, 0.1).build()).get();
    await().atMost(PATIENCE).until(() -> get(0, "/v1/documents/" + id).statusCode() == 200);

    // When
    var answer = send(request(1, "/v1/documents/" + id).DELETE());

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> get(0, "/v1/documents/" + id).statusCode() == 410);
    assertThat(get(1, "/v1/documents/" + id).statusCode()).isEqualTo(410);
  }

  @Test
  void aDocumentWithoutScoresWaitsForAVerdict() throws Exception {
    // Given
    var id = newId();
    platform
        .send(Topic.ENRICHED, id, SampleDocuments.unsupported(id).setAuthor("bob").build())
        .get();
    for (int instance = 0; instance < SERVERS.size(); instance++) {
      int asked = instance;
      await().atMost(PATIENCE).until(() -> isWaiting(asked, id));
    }

    // When
    var answer =
        post("/v1/reviews/" + id, "application/json", "{\"verdict\":\"block\",\"note\":\"spam\"}");

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> !isWaiting(0, id));
    var reviews = platform.serdes().deserializer(Review.class);
    assertThat(platform.read("lexstream.reviews"))
        .map(record -> reviews.decode(record.value()))
        .filteredOn(review -> review.getId().equals(id))
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.getVerdict()).isEqualTo("block");
              assertThat(review.getAuthor()).isEqualTo("bob");
              assertThat(review.getRule()).isEqualTo("when-missing");
            });
  }

  @Test
  void aVerdictMustBeAllowOrBlock() throws Exception {
    // Given
    var id = newId();
    platform.send(Topic.ENRICHED, id, SampleDocuments.unsupported(id).build()).get();
    await().atMost(PATIENCE).until(() -> isWaiting(0, id));

    // When
    var answer = post("/v1/reviews/" + id, "application/json", "{\"verdict\":\"perhaps\"}");

    // Then
    assertProblem(answer, 400);
  }

  @ParameterizedTest
  @CsvSource({"%2B999999999-12-31T00:00:00Z", "1066-10-14T09:00:00Z", "yesterday"})
  void anInvalidTimeIsRejected(String time) throws Exception {
    assertProblem(get(0, "/v1/insights?to=" + time), 400);
  }

  @Test
  void insightsAreFoundAtBothInstances() throws Exception {
    // Given
    var source = "insights-" + newId();
    platform
        .send(
            Topic.ENRICHED,
            "i",
            SampleDocuments.scored("i", 0.1).setSource(source).setEventTime(Instant.now()).build())
        .get();

    // When, Then
    for (var query : List.of("?source=" + source + "&language=en", "?window=1h&source=" + source)) {
      for (int instance = 0; instance < SERVERS.size(); instance++) {
        int asked = instance;
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  var insights = json(get(asked, "/v1/insights" + query)).path("insights");
                  assertThat(insights).hasSize(1);
                  assertThat(insights.get(0).path("documents").asLong()).isEqualTo(1);
                });
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/insights?window=5m",
    "/v1/insights?from=yesterday",
    "/v1/insights?from=2020-01-01T00:00:00Z",
    "/v1/reviews?limit=0",
    "/v1/feed?type=everything"
  })
  void anInvalidParameterIsRejected(String path) throws Exception {
    assertProblem(get(0, path), 400);
  }

  @Test
  void theFeedSendsEventsThatMatchItsFilter() throws Exception {
    // Given
    var source = "feed-" + newId();
    try (var subscriber = subscribe("/v1/feed?type=enriched&source=" + source)) {

      // When
      for (int i = 0; i < 2; i++) {
        var id = "f" + i;
        platform
            .send(Topic.ENRICHED, id, SampleDocuments.scored(id, 0.1).setSource("noise").build())
            .get();
        platform
            .send(Topic.ENRICHED, id, SampleDocuments.scored(id, 0.1).setSource(source).build())
            .get();
      }

      // Then
      assertThat(subscriber.nextData()).contains("\"f0\"", source);
      assertThat(subscriber.nextData()).contains("\"f1\"", source);
    }
  }

  @Test
  void feedSubscribersThatDoNotReadAreDropped() throws Exception {
    // Given
    var sleepers = new ArrayList<Socket>();
    for (int i = 0; i < 100; i++) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), SERVERS.get(0).port());
      socket.setReceiveBufferSize(1024);
      socket
          .getOutputStream()
          .write(
              ("GET /v1/feed HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                      + "Authorization: Bearer "
                      + TOKEN
                      + "\r\n\r\n")
                  .getBytes(UTF_8));
      sleepers.add(socket);
    }

    // When
    var text = "x".repeat(100_000);
    Future<?> sent = null;
    for (int i = 0; i < 300; i++) {
      var id = "s" + i;
      sent =
          platform.send(Topic.ENRICHED, id, SampleDocuments.scored(id, 0.1).setText(text).build());
    }
    sent.get();

    // Then
    await().atMost(PATIENCE).until(() -> metric("lexstream_feed_dropped_total") >= sleepers.size());
    assertThat(status(SERVERS.get(0), "/health/live")).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> get(0, "/v1/documents/s299").statusCode() == 200);
    for (var sleeper : sleepers) {
      sleeper.close();
    }
  }

  @Test
  void aWrongTokenIsRejected() throws Exception {
    // When
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(uri(0, "/v1/reviews"))
                .header("Authorization", "Bearer wrong-wrong-wrong")
                .build(),
            BodyHandlers.ofByteArray());

    // Then
    assertProblem(answer, 401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/nothing", "/v1/documents/x", "/page/../v1/stats", "/page/..;/v1/stats",
        "/page/%2e%2e/v1/stats", "/page/%2E%2E%2Fv1%2Fstats", "//v1/stats", "/v1//stats",
        "/health/live/../../v1/stats", "/openapi.json/../v1/stats", "/;/v1/stats", "/metrics"
      })
  void noPathIsServedWithoutTheToken(String path) throws Exception {
    // When
    var response =
        RawHttp.exchange(
            SERVERS.get(0).port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    // Then
    assertThat(response.status()).as(response.body()).isIn(400, 401, 404);
    assertThat(response.headers().get("content-type")).startsWith("application/problem+json");
  }

  @Test
  void rapidRequestsAreServedOrRejectedWithTooManyRequests() throws Exception {
    // When
    var answers = new ArrayList<Integer>();
    for (int i = 0; i < 2_000; i++) {
      answers.add(get(1, "/openapi.json").statusCode());
    }

    // Then
    assertThat(answers).isSubsetOf(200, 429).contains(200);
    assertThat(get(1, "/health/live").statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> get(1, "/health/ready").statusCode() == 200);
  }

  @ParameterizedTest
  @CsvSource({"/v1/nothing, GET, 404", "/v1/documents, PUT, 405"})
  void anUnknownPathOrMethodIsAProblem(String path, String method, int status) throws Exception {
    assertProblem(send(request(0, path).method(method, BodyPublishers.noBody())), status);
  }

  @Test
  void aScriptInATextIsReturnedAsJson() throws Exception {
    // Given
    var id = newId();
    var script = "<script>alert(1)</script>";
    platform
        .send(Topic.ENRICHED, id, SampleDocuments.scored(id, 0.1).setText(script).build())
        .get();

    // When
    await().atMost(PATIENCE).until(() -> get(0, "/v1/documents/" + id).statusCode() == 200);
    var answer = get(0, "/v1/documents/" + id);

    // Then
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(json(answer).path("text").asText()).isEqualTo(script);
  }

  @Test
  void metricNamesStartWithLexstream() throws Exception {
    // When
    var answer = get(0, "/metrics");

    // Then
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(new String(answer.body(), UTF_8).lines().filter(line -> !line.startsWith("#")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("lexstream_"));
  }

  private static double metric(String name) throws Exception {
    return new String(get(0, "/metrics").body(), UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  /** Whether the instance itself holds a part of the review queue. */
  private static boolean holdsState(int instance) throws Exception {
    return send(request(instance, "/v1/reviews").header("Lexstream-Forwarded", "1")).statusCode()
        == 200;
  }

  private static boolean isWaiting(int instance, String id) throws Exception {
    var answer = get(instance, "/v1/reviews?limit=500");
    if (answer.statusCode() != 200) {
      return false;
    }
    for (var review : json(answer).path("reviews")) {
      if (review.path("id").asText().equals(id)) {
        return true;
      }
    }
    return false;
  }

  private static List<Document> documents(String id) {
    var documents = platform.serdes().deserializer(Document.class);
    return platform.read("lexstream.documents").stream()
        .map(record -> documents.decode(record.value()))
        .filter(document -> document.getId().equals(id))
        .toList();
  }

  private static int status(StreamsServer server, String path) throws Exception {
    return get(SERVERS.indexOf(server), path).statusCode();
  }

  private static HttpResponse<byte[]> post(String path, String type, String body) throws Exception {
    return send(request(0, path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<byte[]> post(
      int instance, String path, String type, String body, String header, String value)
      throws Exception {
    return send(
        request(instance, path)
            .header("Content-Type", type)
            .header(header, value)
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<byte[]> get(int instance, String path) throws Exception {
    return send(request(instance, path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpRequest.Builder request(int instance, String path) {
    return HttpRequest.newBuilder(uri(instance, path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + TOKEN);
  }

  private static URI uri(int instance, String path) {
    return URI.create("http://127.0.0.1:" + SERVERS.get(instance).port() + path);
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    var problem = json(answer);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("type").asText()).startsWith("urn:lexstream:problem:");
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static Subscriber subscribe(String path) throws Exception {
    var answer = HTTP.send(request(0, path).build(), BodyHandlers.ofInputStream());
    var subscriber =
        new Subscriber(new BufferedReader(new InputStreamReader(answer.body(), UTF_8)));
    subscriber.awaitStart();
    return subscriber;
  }

  /** Reads server-sent events. */
  private record Subscriber(BufferedReader lines) implements AutoCloseable {

    /** After the first comment, all new events are sent. */
    void awaitStart() throws Exception {
      assertThat(lines.readLine()).startsWith(":");
    }

    String nextData() throws Exception {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          return line;
        }
      }
      throw new IllegalStateException("the feed ended");
    }

    @Override
    public void close() throws Exception {
      lines.close();
    }
  }
}
