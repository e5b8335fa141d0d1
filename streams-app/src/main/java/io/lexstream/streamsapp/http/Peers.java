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
 * The other instances. A request that another one must answer is passed on to it once; if that one
 * finds it is not its own either, state is moving. Thread-safe.
 */
final class Peers {

  private static final String PASSED_ON = "Lexstream-Passed-On";
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

  /** Whether another instance passed this request on: it wants to know what lies here. */
  static boolean isPassedOn(Context request) {
    return request.header(PASSED_ON) != null;
  }

  /**
   * Has {@code owner} answer {@code request}, whose body is {@code body}. No thread waits for it.
   */
  void passOn(Context request, Owner.There owner, byte[] body) {
    passOn(request, owner, body, Duration.ZERO);
  }

  /** Likewise, where the answer may take {@code longer} than usual. */
  void passOn(Context request, Owner.There owner, byte[] body, Duration longer) {
    if (isPassedOn(request)) {
      throw moving();
    }
    var passedOn =
        request(owner.instance(), request)
            .timeout(TIMEOUT.plus(longer))
            .method(request.method().name(), HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    request.future(
        () ->
            http.sendAsync(passedOn, BodyHandlers.ofByteArray())
                .thenAccept(answer -> copy(answer, request))
                .exceptionally(
                    failure -> {
                      boolean isSilent = failure.getCause() instanceof IOException;
                      Responses.failed(request, isSilent ? moving() : failure);
                      return null;
                    }));
  }

  private static void copy(HttpResponse<byte[]> answer, Context request) {
    answer.headers().firstValue("Retry-After").ifPresent(s -> request.header("Retry-After", s));
    request
        .status(answer.statusCode())
        .contentType(answer.headers().firstValue("Content-Type").orElse("application/json"))
        .result(answer.body());
  }

  /** What all of {@code instances} answer to {@code request}; fails when one does not. */
  List<JsonNode> ask(Context request, List<HostInfo> instances) {
    var answers = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
    for (var instance : instances) {
      answers.add(
          http.sendAsync(request(instance, request).GET().build(), BodyHandlers.ofByteArray()));
    }
    return answers.stream().map(Peers::answer).toList();
  }

  private static JsonNode answer(CompletableFuture<HttpResponse<byte[]>> pending) {
    try {
      var answer = pending.join();
      if (answer.statusCode() != 200) {
        throw moving();
      }
      return Responses.JSON.readTree(answer.body());
    } catch (IOException | CompletionException e) {
      throw moving();
    }
  }

  private HttpRequest.Builder request(HostInfo instance, Context request) {
    var query = request.queryString() == null ? "" : "?" + request.queryString();
    var uri =
        URI.create(
            "http://"
                + instance.host()
                + ":"
                + instance.port()
                + request.req().getRequestURI()
                + query);
    var passedOn = HttpRequest.newBuilder(uri).timeout(TIMEOUT).header(PASSED_ON, "1");
    if (request.contentType() != null) {
      passedOn.header("Content-Type", request.contentType());
    }
    token.ifPresent(secret -> passedOn.header("Authorization", "Bearer " + secret));
    return passedOn;
  }

  private static ProblemException moving() {
    return new ProblemException(
        Problem.unavailable("the instance that knows does not answer: work moves, ask again"), 1);
  }
}
