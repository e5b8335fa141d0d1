package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.lexstream.streamsapp.read.query.Owner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The other instances. A request for state of another instance is forwarded to it once. If that
 * instance does not own the state either, the state is moving. Thread-safe.
 */
final class Peers {

  static final String FORWARDED = "Lexstream-Forwarded";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Optional<String> token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  Peers(Optional<String> token) {
    this.token = token;
  }

  /** Whether another instance forwarded this request: only local state is asked for. */
  static boolean isForwarded(Context ctx) {
    return ctx.header(FORWARDED) != null;
  }

  /** Forwards the request with {@code body} to {@code owner}. Blocks no thread. */
  void forward(Context ctx, Owner.Remote owner, byte[] body) {
    forward(ctx, owner, body, Duration.ZERO);
  }

  /** Forwards a request whose response may take {@code longer} than the default timeout. */
  void forward(Context ctx, Owner.Remote owner, byte[] body, Duration longer) {
    if (isForwarded(ctx)) {
      throw unavailable();
    }
    var forwarded =
        request(owner.instance(), ctx)
            .timeout(TIMEOUT.plus(longer))
            .method(ctx.method().name(), HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    ctx.future(
        () ->
            http.sendAsync(forwarded, BodyHandlers.ofByteArray())
                .thenAccept(answer -> copy(answer, ctx))
                .exceptionally(
                    failure -> {
                      boolean isSilent = failure.getCause() instanceof IOException;
                      Responses.failure(ctx, isSilent ? unavailable() : failure);
                      return null;
                    }));
  }

  private static void copy(HttpResponse<byte[]> answer, Context ctx) {
    answer.headers().firstValue("Retry-After").ifPresent(s -> ctx.header("Retry-After", s));
    answer.headers().firstValue("Location").ifPresent(path -> ctx.header("Location", path));
    ctx.status(answer.statusCode())
        .contentType(answer.headers().firstValue("Content-Type").orElse("application/json"))
        .result(answer.body());
  }

  /** The responses of all {@code instances}; throws if one does not respond. */
  List<JsonNode> ask(Context ctx, List<HostInfo> instances) {
    var answers = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
    for (var instance : instances) {
      answers.add(http.sendAsync(request(instance, ctx).GET().build(), BodyHandlers.ofByteArray()));
    }
    return answers.stream().map(Peers::answer).toList();
  }

  private static JsonNode answer(CompletableFuture<HttpResponse<byte[]>> pending) {
    try {
      var answer = pending.join();
      if (answer.statusCode() != 200) {
        throw unavailable();
      }
      return Responses.JSON.readTree(answer.body());
    } catch (IOException | CompletionException e) {
      throw unavailable();
    }
  }

  private HttpRequest.Builder request(HostInfo instance, Context ctx) {
    var query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
    var uri =
        URI.create(
            "http://"
                + instance.host()
                + ":"
                + instance.port()
                + ctx.req().getRequestURI()
                + query);
    var forwarded = HttpRequest.newBuilder(uri).timeout(TIMEOUT).header(FORWARDED, "1");
    if (ctx.contentType() != null) {
      forwarded.header("Content-Type", ctx.contentType());
    }
    var idempotencyKey = ctx.header("Idempotency-Key");
    if (idempotencyKey != null) {
      forwarded.header("Idempotency-Key", idempotencyKey);
    }
    token.ifPresent(secret -> forwarded.header("Authorization", "Bearer " + secret));
    return forwarded;
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        Problem.unavailable(
            "the instance that owns this state does not respond: state is moving, retry shortly"),
        1);
  }
}
