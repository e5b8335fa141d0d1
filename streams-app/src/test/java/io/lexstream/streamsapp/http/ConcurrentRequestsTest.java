package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.StreamsServer;
import io.lexstream.streamsapp.testing.InstanceProcess;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests at the same time, at two instances with a real broker. */
class ConcurrentRequestsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private static Path folder;
  private static TestPlatform platform;
  private static final List<StreamsServer> SERVERS = new ArrayList<>();

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
                      "http.requests-per-second",
                      "100000",
                      // A slow test machine must not look like a failed instance.
                      "streams.properties.producer.transaction.timeout.ms",
                      "120000",
                      "streams.properties.consumer.session.timeout.ms",
                      "60000"))));
    }
    for (var server : SERVERS) {
      await().atMost(PATIENCE).until(() -> server.health().isReady());
    }
    // Warm-up: both instances answer for all keys.
    for (int i = 0; i < 20; i++) {
      var request = new Request(i, "warm-up-" + i, List.of(document(null, "warm-up " + i)));
      await().atMost(PATIENCE).until(() -> send(request).get().statusCode() == 202);
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.forEach(StreamsServer::close);
    platform.close();
  }

  /** A request, sent to one of the instances. */
  private record Request(int instance, String key, List<String> lines) {

    String body() {
      return String.join("\n", lines);
    }
  }

  @Test
  void ofTenRequestsWithOneKeyAndDifferentBodiesOneIsAccepted() throws Exception {
    for (int round = 0; round < 5; round++) {
      // Given
      var key = UUID.randomUUID().toString();
      var requests =
          IntStream.range(0, 10)
              .mapToObj(i -> new Request(i, key, List.of(document(null, key + " body " + i))))
              .toList();

      // When
      var answers = sendAll(requests);

      // Then
      assertThat(answers)
          .extracting(HttpResponse::statusCode)
          .containsExactlyInAnyOrder(202, 422, 422, 422, 422, 422, 422, 422, 422, 422);
      var accepted = indexOf(answers, 202);
      awaitIntake();
      assertThat(texts()).contains(Map.entry(key + " body " + accepted, 1));
      assertThat(texts().keySet().stream().filter(text -> text.startsWith(key))).hasSize(1);
    }
  }

  @Test
  void ofTenEqualRequestsWithOneKeyAllAreAcceptedAndProcessedOnce() throws Exception {
    // Given
    var key = UUID.randomUUID().toString();
    var lines = List.of(document(null, key + " first"), document("second", key + " second"));
    var requests = IntStream.range(0, 10).mapToObj(i -> new Request(i, key, lines)).toList();

    // When
    var answers = sendAll(requests);

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
    assertThat(answers).extracting(answer -> new String(answer.body(), UTF_8)).hasSize(10);
    assertThat(answers.stream().map(answer -> new String(answer.body(), UTF_8)).distinct())
        .hasSize(1);
    awaitIntake();
    assertThat(texts()).contains(Map.entry(key + " first", 1), Map.entry(key + " second", 1));
  }

  @Test
  void allAcceptedDocumentsExistAndNoRejectedOnes() throws Exception {
    // Given
    var random = new Random(63);
    var requests = new ArrayList<Request>();
    for (int i = 0; i < 400; i++) {
      requests.add(
          i > 10 && random.nextInt(8) == 0
              ? repeated(requests.get(random.nextInt(i)), random)
              : random("request-" + i, random));
    }

    // When
    var answers = sendAll(requests);

    // Then
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202, 422);
    awaitIntake();
    var texts = texts();
    var accepted = new HashMap<String, Integer>();
    var rejected = new ArrayList<String>();
    for (int i = 0; i < requests.size(); i++) {
      var request = requests.get(i);
      for (var line : request.lines()) {
        var text = JSON.readTree(line).path("text").asText();
        if (answers.get(i).statusCode() == 422) {
          rejected.add(text);
        } else if (request.key() == null) {
          accepted.merge(text, 1, Integer::sum);
        } else {
          accepted.put(text, 1);
        }
      }
    }
    assertThat(accepted)
        .isNotEmpty()
        .allSatisfy((text, times) -> assertThat(texts.get(text)).as(text).isEqualTo(times));
    assertThat(rejected).isNotEmpty().allSatisfy(text -> assertThat(texts).doesNotContainKey(text));
  }

  @Test
  void aKilledInstanceLeavesWholeRequestsOrNone() throws Exception {
    // Given
    int size = 2_000;
    var bodies =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    IntStream.range(0, size)
                        .mapToObj(line -> document(null, "killed-" + i + " line " + line))
                        .collect(Collectors.joining("\n")))
            .toList();
    var answers = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();

    // When
    try (var instance =
        InstanceProcess.start(
            platform.bootstrapServers(),
            folder.resolve("killed"),
            "streams.name=killed",
            "http.requests-per-second=100000")) {
      await().atMost(PATIENCE).until(instance::isUp);
      var uri = URI.create("http://127.0.0.1:" + instance.port() + "/v1/documents");
      for (var body : bodies) {
        answers.add(post(uri, "application/x-ndjson", body, null));
      }
      await()
          .atMost(PATIENCE)
          .until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 5);
      instance.kill();
    }

    // Then
    // The brokers abort the transaction that was open after its timeout.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var texts = texts().keySet();
              for (int i = 0; i < answers.size(); i++) {
                var prefix = "killed-" + i + " ";
                int count = (int) texts.stream().filter(text -> text.startsWith(prefix)).count();
                assertThat(count).isIn(isAccepted(answers.get(i)) ? Set.of(size) : Set.of(0, size));
              }
            });
  }

  @Test
  void ofTwoVerdictsAtTheSameTimeOneIsAccepted() throws Exception {
    for (int round = 0; round < 10; round++) {
      // Given
      var id = UUID.randomUUID().toString();
      decide(id);
      var verdicts =
          List.of(
              "{\"verdict\": \"allow\", \"reviewer\": \"ann\"}",
              "{\"verdict\": \"block\", \"reviewer\": \"bob\"}");

      // When
      var pending = List.of(review(0, id, verdicts.get(0)), review(1, id, verdicts.get(1)));
      var answers = List.of(pending.get(0).get(), pending.get(1).get());

      // Then
      assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(202, 409);
      var winner = JSON.readTree(verdicts.get(indexOf(answers, 202)));
      var conflict = json(answers.get(indexOf(answers, 409)));
      assertThat(conflict.at("/verdict/verdict")).isEqualTo(winner.path("verdict"));
      assertThat(conflict.at("/verdict/reviewer")).isEqualTo(winner.path("reviewer"));
      assertThat(verdict(id).path("reviewer")).isEqualTo(winner.path("reviewer"));
    }
  }

  @Test
  void aLaterVerdictMustOverruleTheFirst() throws Exception {
    // Given
    var id = UUID.randomUUID().toString();
    decide(id);
    var first = review(0, id, "{\"verdict\": \"allow\", \"reviewer\": \"ann\"}").get();

    // When
    var second = review(1, id, "{\"verdict\": \"block\", \"reviewer\": \"bob\"}").get();
    var overruled =
        review(1, id, "{\"verdict\": \"block\", \"reviewer\": \"bob\", \"overrule\": true}").get();

    // Then
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(json(second).path("type").asText())
        .isEqualTo("urn:lexstream:problem:verdict-exists");
    assertThat(overruled.statusCode()).isEqualTo(202);
    assertThat(verdict(id).path("verdict").asText()).isEqualTo("block");
  }

  @Test
  void overruleMustBeABoolean() throws Exception {
    // Given
    var id = UUID.randomUUID().toString();
    decide(id);

    // When
    var answer = review(0, id, "{\"verdict\": \"allow\", \"overrule\": \"yes\"}").get();

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private static Request random(String name, Random random) {
    var key = random.nextInt(3) == 0 ? null : "property-key-" + random.nextInt(40);
    int size = 1 + random.nextInt(5);
    var lines = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      var id = random.nextBoolean() ? null : "property-id-" + random.nextInt(50);
      lines.add(document(id, name + " line " + i));
    }
    return new Request(random.nextInt(2), key, lines);
  }

  /** The same request at any instance. Without a key it is a new request. */
  private static Request repeated(Request request, Random random) {
    return new Request(random.nextInt(2), request.key(), request.lines());
  }

  private static String document(String id, String text) {
    return id == null
        ? "{\"text\": \"" + text + "\"}"
        : "{\"id\": \"" + id + "\", \"text\": \"" + text + "\"}";
  }

  private static List<HttpResponse<byte[]>> sendAll(List<Request> requests) throws Exception {
    var answers = requests.stream().map(ConcurrentRequestsTest::send).toList();
    var received = new ArrayList<HttpResponse<byte[]>>();
    for (var answer : answers) {
      received.add(answer.get());
    }
    return received;
  }

  private static CompletableFuture<HttpResponse<byte[]>> send(Request request) {
    boolean many = request.lines().size() > 1;
    return post(
        uri(request.instance(), "/v1/documents"),
        many ? "application/x-ndjson" : "application/json",
        request.body(),
        request.key());
  }

  private static CompletableFuture<HttpResponse<byte[]>> review(
      int instance, String id, String body) {
    return post(uri(instance, "/v1/reviews/" + id), "application/json", body, null);
  }

  private static CompletableFuture<HttpResponse<byte[]>> post(
      URI uri, String contentType, String body, String key) {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray());
  }

  private static URI uri(int instance, String path) {
    var server = SERVERS.get(instance % SERVERS.size());
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static int indexOf(List<HttpResponse<byte[]>> answers, int status) {
    return answers.stream().map(HttpResponse::statusCode).toList().indexOf(status);
  }

  private static boolean isAccepted(CompletableFuture<HttpResponse<byte[]>> answer) {
    return answer.isDone()
        && !answer.isCompletedExceptionally()
        && answer.join().statusCode() == 202;
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private static JsonNode verdict(String id) throws Exception {
    var request = HttpRequest.newBuilder(uri(0, "/v1/documents/" + id)).build();
    return json(HTTP.send(request, BodyHandlers.ofByteArray())).at("/moderation/verdict");
  }

  private static void decide(String id) throws Exception {
    platform
        .send(
            Topic.DECISIONS,
            id,
            Decision.newBuilder()
                .setId(id)
                .setAction("review")
                .setRule("rule")
                .setDecidedAt(Instant.now())
                .build())
        .get();
    var request = HttpRequest.newBuilder(uri(0, "/v1/documents/" + id)).build();
    await()
        .atMost(PATIENCE)
        .until(() -> HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200);
  }

  /** Waits until intake has read all records of the inbox. */
  private static void awaitIntake() {
    var inbox = platform.topics().name(Topic.INBOX);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var processed =
                  Set.of(Topic.DOCUMENTS, Topic.DEAD_LETTERS).stream()
                      .flatMap(topic -> platform.read(platform.topics().name(topic)).stream())
                      .map(read -> read.headers().lastHeader("lexstream-entry"))
                      .filter(entry -> entry != null)
                      .map(entry -> new String(entry.value(), UTF_8))
                      .filter(entry -> entry.startsWith(inbox + "-"))
                      .distinct()
                      .count();
              return processed == platform.read(inbox).size();
            });
  }

  /** How often each text is on the documents topic. */
  private static Map<String, Integer> texts() {
    var documents = platform.serdes().deserializer(Document.class);
    var texts = new HashMap<String, Integer>();
    platform
        .read(platform.topics().name(Topic.DOCUMENTS))
        .forEach(read -> texts.merge(documents.decode(read.value()).getText(), 1, Integer::sum));
    return texts;
  }
}
