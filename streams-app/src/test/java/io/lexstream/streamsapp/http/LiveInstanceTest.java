package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.streamsapp.StreamsServer;
import io.lexstream.streamsapp.testing.StandInEnrichment;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.io.BufferedReader;
import java.io.InputStreamReader;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics, dead letters and the feed of one instance that processes documents. */
class LiveInstanceTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static TestPlatform platform;
  private static StreamsServer server;
  private static StandInEnrichment enrichment;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() throws Exception {
    platform = TestPlatform.start(folder.resolve("broker"));
    server =
        StreamsServer.start(
            TestPlatform.settings(
                platform.bootstrapServers(),
                folder.resolve("state"),
                Map.of("streams.standby-replicas", "0")));
    enrichment = StandInEnrichment.start(platform);
    await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    enrichment.close();
    platform.close();
  }

  @Test
  void totalsAreTheCountsOfTheTopics() throws Exception {
    // Given
    for (int i = 0; i < 5; i++) {
      submit("A fine day in Berlin.");
    }
    submit(StandInEnrichment.DEADLY);

    // When, Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var totals = json(get("/v1/stats")).path("totals");
              var enriched = platform.read("lexstream.enriched");
              assertThat(enriched).hasSizeGreaterThanOrEqualTo(5);
              assertThat(totals.path("enriched").asInt()).isEqualTo(enriched.size());
              assertThat(totals.path("deadLetters").asInt())
                  .isEqualTo(platform.read("lexstream.dead-letters").size())
                  .isPositive();
              assertThat(totals.path("decisions").asInt())
                  .isEqualTo(platform.read("lexstream.decisions").size())
                  .isGreaterThanOrEqualTo(enriched.size());
            });
  }

  @Test
  void theLagOfAllGroupsIsReportedAndBecomesZero() throws Exception {
    // Given
    submit("A fine day.");

    // When, Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var lags = json(get("/v1/stats")).path("lag");
              assertThat(lags.findValuesAsText("group"))
                  .contains("lexstream-enrichment", "lexstream-streams-app");
              assertThat(lags.findValues("records")).allMatch(records -> records.asLong() <= 2);
            });
  }

  @Test
  void aRequestWaitsForTheDecision() throws Exception {
    // Given
    var id = submit("We went to Berlin.");

    // When
    var answer = get("/v1/documents/" + id + "?wait=20");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("entities").findValuesAsText("text")).containsExactly("Berlin");
    assertThat(json(answer).path("moderation").path("action").asText()).isEqualTo("allow");
  }

  @Test
  void aDeadLetterIsListedAndReplayedOnceWithItsOriginalBytes() throws Exception {
    // Given
    var text = StandInEnrichment.DEADLY + " " + UUID.randomUUID();
    submit(text);
    await().atMost(PATIENCE).until(() -> letters(text).size() == 1);
    var letter = letters(text).get(0);
    assertThat(letter.path("reason").asText()).isEqualTo("inference-failed");
    assertThat(letter.path("message").asText()).isEqualTo("not finite: NaN");
    var path = "/v1/dead-letters/" + letter.path("id").asText() + "/replay";

    // When
    var answer = post(path);

    // Then
    assertThat(answer.statusCode()).isEqualTo(202);
    var again = entry(json(answer).path("entry").asText());
    var first = entry(letter.path("entry").asText());
    assertThat(again.value()).isEqualTo(first.value());
    assertThat(again.key()).isEqualTo(first.key());
    assertThat(again.headers().toArray())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly("lexstream-replay-of=" + letter.path("entry").asText());
    // The replay fails again: the first dead letter shows that; the second can be replayed.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(letters(text))
                    .extracting(one -> one.path("replay").path("outcome").asText())
                    .containsExactly("", "dead"));
    assertProblem(post(path), 409);
  }

  @Test
  void aDeadLetterThatDoesNotExistIsNotReplayed() throws Exception {
    assertProblem(post("/v1/dead-letters/0-999999/replay"), 404);
    assertProblem(post("/v1/dead-letters/99-0/replay"), 404);
    assertProblem(post("/v1/dead-letters/first/replay"), 400);
  }

  @Test
  void aDeadLetterOfAnUnknownTopicIsNotReplayed() throws Exception {
    // Given
    platform.send("lexstream.dead-letters", "k", "forged".getBytes(UTF_8)).get();
    await().atMost(PATIENCE).until(() -> letters("forged").size() == 1);

    // When
    var answer =
        post("/v1/dead-letters/" + letters("forged").get(0).path("id").asText() + "/replay");

    // Then
    assertProblem(answer, 422);
  }

  @Test
  void largeRequestsAtTheSameTimeAreRejectedAndTheInstanceContinues() throws Exception {
    // Given
    var body = "{\"text\":\"x\"}\n".repeat(322_000);
    var request =
        HttpRequest.newBuilder(uri("/v1/documents"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();

    // When
    var answers = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
    for (int i = 0; i < 6; i++) {
      answers.add(HTTP.sendAsync(request, BodyHandlers.ofByteArray()));
    }

    // Then
    for (var answer : answers) {
      assertThat(answer.get().statusCode()).isIn(413, 429, 503);
    }
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> get("/v1/stats").statusCode() == 200);
  }

  @Test
  void anInterruptedFeedResumesAfterTheLastEvent() throws Exception {
    // Given
    var source = "s" + UUID.randomUUID();
    submit("one", source);
    submit("two", source);
    submit("three", source);
    var first = new ArrayList<String>();
    var ids = new ArrayList<String>();
    try (var feed = watch("/v1/feed?last=200&type=enriched&source=" + source, null)) {
      for (int i = 0; i < 3; i++) {
        ids.add(nextId(feed));
        first.add(nextText(feed));
      }
    }
    assertThat(first).containsExactlyInAnyOrder("one", "two", "three");

    // When
    List<String> texts = new ArrayList<>();
    try (var feed = watch("/v1/feed?type=enriched&source=" + source, ids.get(0))) {
      texts.add(nextText(feed));
      texts.add(nextText(feed));
    }

    // Then
    assertThat(texts).isEqualTo(first.subList(1, 3));
  }

  @Test
  void aFeedThatCannotResumeSendsAGap() throws Exception {
    try (var feed = watch("/v1/feed", "otherone-17")) {
      assertThat(next(feed, "event: ")).isEqualTo("gap");
    }
  }

  @Test
  void theDashboardMayRunOnlyItsOwnScripts() throws Exception {
    // When
    var page = get("/");

    // Then
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(get("/page/uplot.js").statusCode()).isEqualTo(200);
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    // Given
    var tag = get("/page/main.js").headers().firstValue("ETag").orElseThrow();

    // When
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(uri("/page/main.js")).header("If-None-Match", tag).build(),
            BodyHandlers.ofByteArray());

    // Then
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void otherFilesAreNotServed() throws Exception {
    assertProblem(get("/page/..%2Fopenapi.json"), 404);
    assertProblem(get("/page/moderation.yaml"), 404);
    assertProblem(get("/page/nothing.js"), 404);
  }

  private static List<JsonNode> letters(String text) throws Exception {
    var found = new ArrayList<JsonNode>();
    json(get("/v1/dead-letters?limit=500"))
        .path("deadLetters")
        .forEach(
            letter -> {
              if (letter.path("excerpt").asText().contains(text)) {
                found.add(letter);
              }
            });
    return found;
  }

  private static ConsumerRecord<byte[], byte[]> entry(String entry) {
    return platform.read("lexstream.documents").stream()
        .filter(
            record ->
                entry.equals(record.topic() + "-" + record.partition() + "-" + record.offset()))
        .findFirst()
        .orElseThrow();
  }

  private static String submit(String text) throws Exception {
    return submit(text, "motion");
  }

  private static String submit(String text, String source) throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(uri("/v1/documents"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("text", text, "source", source))))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(202);
    return json(answer).path("id").asText();
  }

  private static HttpResponse<byte[]> get(String path) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> post(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()).build(),
        BodyHandlers.ofByteArray());
  }

  private static BufferedReader watch(String path, String lastId) throws Exception {
    var request = HttpRequest.newBuilder(uri(path));
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
  }

  private static String nextId(BufferedReader feed) throws Exception {
    return next(feed, "id: ");
  }

  private static String nextText(BufferedReader feed) throws Exception {
    return JSON.readTree(next(feed, "data: ")).path("text").asText();
  }

  private static String next(BufferedReader feed, String field) throws Exception {
    // A feed without events still sends comment lines.
    var deadline = Instant.now().plus(PATIENCE);
    for (String line = feed.readLine(); line != null; line = feed.readLine()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("the feed sent no line that begins with " + field);
      }
      if (line.startsWith(field)) {
        return line.substring(field.length());
      }
    }
    throw new IllegalStateException("the feed ended");
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("type").asText()).startsWith("urn:lexstream:problem:");
  }
}
