package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.read.query.DocumentQueries;
import io.lexstream.streamsapp.read.query.DocumentQueries.Known;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Documents in, what is known of them out, and their erasure. */
final class DocumentRoutes {

  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_ID = 1024;
  private static final int KEYS = 100_000;
  private static final int LONGEST_WAIT_SECONDS = 20;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final Gateway gateway;
  private final DocumentQueries documents;
  private final DocumentJson rules;
  private final Bodies bodies;
  private final Peers peers;
  private final InstantSource clock;

  /** What came with an idempotency key, as a hash; intake has the last word across instances. */
  private final Cache<String, String> requests = Caffeine.newBuilder().maximumSize(KEYS).build();

  DocumentRoutes(
      Gateway gateway,
      DocumentQueries documents,
      DocumentJson rules,
      Bodies bodies,
      Peers peers,
      InstantSource clock) {
    this.gateway = gateway;
    this.documents = documents;
    this.rules = rules;
    this.bodies = bodies;
    this.peers = peers;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/v1/documents", this::submit);
    routes.get("/v1/documents/{id}", this::find);
    routes.delete("/v1/documents/{id}", this::erase);
  }

  private void submit(Context request) {
    var key = idempotencyKey(request);
    boolean many = isMany(request);
    byte[] body = bodies.read(request);
    var submission = many ? Submission.lines(body, rules, key) : Submission.one(body, rules, key);
    var accepted = accepted(submission, many);
    if (!many) {
      request.header("Location", "/v1/documents/" + encoded(submission.documents().get(0)));
    }
    if (key.isPresent() && isRepeated(key.get(), body)) {
      Responses.json(request, 202, accepted);
      return;
    }
    request.future(
        () ->
            send(submission, key)
                .thenRun(
                    () -> {
                      key.ifPresent(once -> requests.put(once, Submission.hash(body)));
                      Responses.json(request, 202, accepted);
                    })
                .exceptionally(
                    failure -> {
                      Responses.failed(request, failure);
                      return null;
                    }));
  }

  private boolean isRepeated(String key, byte[] body) {
    var before = requests.getIfPresent(key);
    if (before != null && !before.equals(Submission.hash(body))) {
      throw new ProblemException(Problem.keyReused());
    }
    return before != null;
  }

  private CompletableFuture<Void> send(Submission submission, Optional<String> key) {
    var sent = new ArrayList<CompletableFuture<Void>>();
    int number = 0;
    for (var document : submission.documents()) {
      int line = number++;
      var answer =
          key.map(once -> gateway.submitOnce(DocumentForms.input(document), once + "/" + line))
              .orElseGet(() -> gateway.submit(document));
      sent.add(answer);
      if (answer.isCompletedExceptionally()) {
        break; // each further one could wait for the brokers as long as this one did
      }
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }

  private static Object accepted(Submission submission, boolean many) {
    List<Map<String, String>> ids =
        submission.documents().stream().map(document -> Map.of("id", document.getId())).toList();
    return many ? Map.of("documents", ids) : ids.get(0);
  }

  private void find(Context request) {
    var id = id(request);
    int wait = Parameters.integer(request, "wait", 0, 0, LONGEST_WAIT_SECONDS);
    var owner = documents.ownerOf(id);
    if (owner instanceof Owner.There there) {
      peers.passOn(request, there, new byte[0], Duration.ofSeconds(wait));
      return;
    }
    var until = clock.instant().plusSeconds(wait);
    request.future(
        () ->
            known(id, (Owner.Here) owner, until)
                .thenAccept(known -> answer(request, id, known))
                .exceptionally(
                    failure -> {
                      Responses.failed(request, failure);
                      return null;
                    }));
  }

  /** What is known when all is, or what is known by {@code until}. No thread waits meanwhile. */
  private CompletableFuture<Known> known(String id, Owner.Here here, Instant until) {
    var known = documents.find(id, here);
    if (known.isComplete() || !clock.instant().isBefore(until)) {
      return CompletableFuture.completedFuture(known);
    }
    return CompletableFuture.supplyAsync(() -> known(id, here, until), LATER)
        .thenCompose(later -> later);
  }

  private static void answer(Context request, String id, Known known) {
    if (known.isErased()) {
      throw new ProblemException(Problem.gone(id));
    }
    if (known.isNothing()) {
      throw new ProblemException(
          Problem.notFound("nothing is known of document " + id + ", not yet or not any more"));
    }
    Responses.json(request, 200, DocumentForms.known(id, known));
  }

  private void erase(Context request) {
    var id = id(request);
    request.future(
        () ->
            gateway
                .erase(id)
                .thenRun(() -> Responses.json(request, 202, Map.of("id", id)))
                .exceptionally(
                    failure -> {
                      Responses.failed(request, failure);
                      return null;
                    }));
  }

  static String id(Context request) {
    var id = request.pathParam("id");
    if (id.isBlank() || id.length() > LONGEST_ID) {
      throw new ProblemException(
          Problem.badRequest("an id has 1 to " + LONGEST_ID + " characters"));
    }
    return id;
  }

  private static Optional<String> idempotencyKey(Context request) {
    var key = Optional.ofNullable(request.header("Idempotency-Key"));
    key.ifPresent(
        given -> {
          if (!given.matches("[ -~]{1," + LONGEST_KEY + "}")) {
            throw new ProblemException(
                Problem.badRequest(
                    "Idempotency-Key must have 1 to "
                        + LONGEST_KEY
                        + " printable ASCII characters"));
          }
        });
    return key;
  }

  private static boolean isMany(Context request) {
    var type =
        request.contentType() == null
            ? ""
            : request.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/json" -> false;
      case "application/x-ndjson", "application/jsonl", "application/json-lines" -> true;
      default ->
          throw new ProblemException(
              Problem.unsupportedMediaType(
                  "send one document as application/json, or many as application/x-ndjson"));
    };
  }

  private static String encoded(Document document) {
    return URLEncoder.encode(document.getId(), UTF_8).replace("+", "%20");
  }
}
