package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.read.query.DocumentQueries;
import io.lexstream.streamsapp.read.query.DocumentQueries.DocumentState;
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

/** Submits, finds and erases documents. */
final class DocumentRoutes {

  private static final int MAX_KEY_LENGTH = 200;
  private static final int MAX_ID_LENGTH = 1024;
  private static final int KEYS = 100_000;
  private static final int MAX_WAIT_SECONDS = 20;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final Gateway gateway;
  private final DocumentQueries documents;
  private final DocumentJson rules;
  private final Admission admission;
  private final Peers peers;
  private final InstantSource clock;

  /** Hash of the body by idempotency key. Intake removes duplicates across instances. */
  private final Cache<String, String> requests = Caffeine.newBuilder().maximumSize(KEYS).build();

  DocumentRoutes(
      Gateway gateway,
      DocumentQueries documents,
      DocumentJson rules,
      Admission admission,
      Peers peers,
      InstantSource clock) {
    this.gateway = gateway;
    this.documents = documents;
    this.rules = rules;
    this.admission = admission;
    this.peers = peers;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.post("/v1/documents", this::submit);
    Gets.add(routes, "/v1/documents/{id}", this::find);
    routes.delete("/v1/documents/{id}", this::erase);
  }

  private void submit(Context ctx) {
    var key = idempotencyKey(ctx);
    boolean many = isJsonLines(ctx);
    byte[] body = RequestBody.of(ctx).decoded();
    admission.admit(ctx, body.length, many ? Submission.countLines(body) : 1);
    var submission = many ? Submission.lines(body, rules, key) : Submission.one(body, rules, key);
    var accepted = accepted(submission, many);
    if (!many) {
      ctx.header("Location", "/v1/documents/" + encoded(submission.documents().get(0)));
    }
    if (key.isPresent() && isRepeated(key.get(), body)) {
      Responses.json(ctx, 202, accepted);
      return;
    }
    ctx.future(
        () ->
            send(submission, key)
                .thenRun(
                    () -> {
                      key.ifPresent(once -> requests.put(once, Submission.hash(body)));
                      Responses.json(ctx, 202, accepted);
                    })
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
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
          key.map(once -> gateway.submitOnce(JsonForms.input(document), once + "/" + line))
              .orElseGet(() -> gateway.submit(document));
      sent.add(answer);
      if (answer.isCompletedExceptionally()) {
        break; // each further send could block as long as this one
      }
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }

  private static Object accepted(Submission submission, boolean many) {
    List<Map<String, String>> ids =
        submission.documents().stream().map(document -> Map.of("id", document.getId())).toList();
    return many ? Map.of("documents", ids) : ids.get(0);
  }

  private void find(Context ctx) {
    var id = id(ctx);
    int wait = Parameters.integer(ctx, "wait", 0, 0, MAX_WAIT_SECONDS);
    var owner = documents.ownerOf(id);
    if (owner instanceof Owner.Remote remote) {
      peers.forward(ctx, remote, new byte[0], Duration.ofSeconds(wait));
      return;
    }
    var until = clock.instant().plusSeconds(wait);
    ctx.future(
        () ->
            awaitDecision(id, (Owner.Local) owner, until)
                .thenAccept(state -> respond(ctx, id, state))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
                      return null;
                    }));
  }

  /** Completes when the decision is known, at the latest at {@code until}. Blocks no thread. */
  private CompletableFuture<DocumentState> awaitDecision(
      String id, Owner.Local local, Instant until) {
    var state = documents.find(id, local);
    if (state.isComplete() || !clock.instant().isBefore(until)) {
      return CompletableFuture.completedFuture(state);
    }
    return CompletableFuture.supplyAsync(() -> awaitDecision(id, local, until), LATER)
        .thenCompose(later -> later);
  }

  private static void respond(Context ctx, String id, DocumentState state) {
    if (state.isErased()) {
      throw new ProblemException(Problem.gone(id));
    }
    if (state.isUnknown()) {
      throw new ProblemException(
          Problem.notFound("document " + id + " is unknown: not processed yet, or expired"));
    }
    Responses.json(ctx, 200, JsonForms.document(id, state));
  }

  private void erase(Context ctx) {
    var id = id(ctx);
    ctx.future(
        () ->
            gateway
                .erase(id)
                .thenRun(() -> Responses.json(ctx, 202, Map.of("id", id)))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
                      return null;
                    }));
  }

  static String id(Context ctx) {
    var id = ctx.pathParam("id");
    if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
      throw new ProblemException(
          Problem.badRequest("an id must have 1 to " + MAX_ID_LENGTH + " characters"));
    }
    return id;
  }

  private static Optional<String> idempotencyKey(Context ctx) {
    var key = Optional.ofNullable(ctx.header("Idempotency-Key"));
    key.ifPresent(
        given -> {
          if (!given.matches("[ -~]{1," + MAX_KEY_LENGTH + "}")) {
            throw new ProblemException(
                Problem.badRequest(
                    "Idempotency-Key must have 1 to "
                        + MAX_KEY_LENGTH
                        + " printable ASCII characters"));
          }
        });
    return key;
  }

  private static boolean isJsonLines(Context ctx) {
    var type =
        ctx.contentType() == null
            ? ""
            : ctx.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
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
