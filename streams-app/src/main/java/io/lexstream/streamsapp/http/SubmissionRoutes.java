package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.read.query.RequestQueries;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Submits documents: all of a request or none.
 *
 * <p>A request with an idempotency key is written to the inbox, and intake decides in the order of
 * its partition which request with the key is the first. The response waits for that decision, at
 * the instance that owns the key.
 */
final class SubmissionRoutes {

  private static final int MAX_KEY_LENGTH = 200;
  private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

  private final Gateway gateway;
  private final RequestQueries requests;
  private final DocumentJson rules;
  private final Admission admission;
  private final Peers peers;
  private final Polling polling;

  SubmissionRoutes(
      Gateway gateway,
      RequestQueries requests,
      DocumentJson rules,
      Admission admission,
      Peers peers,
      InstantSource clock) {
    this.gateway = gateway;
    this.requests = requests;
    this.rules = rules;
    this.admission = admission;
    this.peers = peers;
    this.polling = new Polling(clock, CLAIM_TIMEOUT);
  }

  void addTo(RoutesConfig routes) {
    routes.post("/v1/documents", this::submit);
  }

  private void submit(Context ctx) {
    var key = idempotencyKey(ctx);
    boolean many = isJsonLines(ctx);
    byte[] body = admission.body(ctx);
    admission.admit(ctx, body.length, many ? Submission.countLines(body) : 1);
    var submission = many ? Submission.lines(body, rules, key) : Submission.one(body, rules, key);
    if (key.isPresent()) {
      submitOnce(ctx, submission, key.get(), body);
    } else {
      respond(ctx, submission, () -> gateway.submit(submission.documents()));
    }
  }

  private void submitOnce(Context ctx, Submission submission, String key, byte[] body) {
    var owner = requests.ownerOf(key);
    if (owner instanceof Owner.Remote remote) {
      peers.forward(ctx, remote, body, CLAIM_TIMEOUT);
      return;
    }
    var local = (Owner.Local) owner;
    var request = Submission.hash(body);
    var claim = requests.claimOf(key, local);
    respond(
        ctx,
        submission,
        () ->
            (claim.isPresent()
                    ? CompletableFuture.completedFuture(claim.get())
                    : gateway
                        .submitOnce(submission.inputs(), key, request)
                        .thenCompose(sent -> polling.await(() -> requests.claimOf(key, local))))
                .thenAccept(first -> requireSame(first, request)));
  }

  private static void requireSame(String first, String request) {
    if (!first.equals(request)) {
      throw new ProblemException(Problem.keyReused());
    }
  }

  private interface Sending {
    CompletableFuture<Void> start();
  }

  private static void respond(Context ctx, Submission submission, Sending sending) {
    ctx.future(
        () ->
            sending
                .start()
                .thenRun(() -> accepted(ctx, submission))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
                      return null;
                    }));
  }

  private static void accepted(Context ctx, Submission submission) {
    List<Map<String, String>> ids =
        submission.documents().stream().map(document -> Map.of("id", document.getId())).toList();
    if (!submission.isLines()) {
      ctx.header("Location", "/v1/documents/" + encoded(submission.documents().get(0)));
    }
    Responses.json(ctx, 202, submission.isLines() ? Map.of("documents", ids) : ids.get(0));
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
