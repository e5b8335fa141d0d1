package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.streamsapp.read.query.StateUnavailableException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes JSON responses, and failures as problems. */
final class Responses {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private Responses() {}

  static void json(Context ctx, int status, Object body) {
    write(ctx, status, "application/json", body);
  }

  static void failure(Context ctx, Throwable thrown) {
    var failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (failure instanceof ProblemException known) {
      known.headers().forEach(ctx::header);
      problem(ctx, known.problem());
    } else if (failure instanceof HttpResponseException http) {
      allowedMethods(http).ifPresent(methods -> ctx.header("Allow", methods));
      problem(ctx, Problem.ofStatus(http.getStatus(), detail(ctx, http)));
    } else if (failure instanceof StateUnavailableException) {
      ctx.header("Retry-After", "1");
      problem(ctx, Problem.unavailable(failure.getMessage()));
    } else if (failure instanceof RecordTooLargeException) {
      problem(
          ctx,
          Problem.tooLarge(
              "the document's record is too large: send a shorter document, or omit Idempotency-Key"
                  + " (with it, a document has at most 1 MiB of JSON)"));
    } else if (failure instanceof KafkaException
        || failure instanceof RegistryUnavailableException) {
      LOG.warn("brokers or registry unavailable, request rejected: cause={}", failure.toString());
      ctx.header("Retry-After", "2");
      problem(
          ctx, Problem.unavailable("the brokers or the registry do not respond: retry shortly"));
    } else {
      LOG.error("request failed: method={} path={}", ctx.method().name(), ctx.path(), failure);
      problem(ctx, Problem.internal());
    }
  }

  private static Optional<String> allowedMethods(HttpResponseException failure) {
    return failure.getStatus() == 405
        ? failure.getDetails().values().stream().findFirst()
        : Optional.empty();
  }

  private static String detail(Context ctx, HttpResponseException failure) {
    var request = ctx.method().name() + " " + ctx.path();
    return switch (failure.getStatus()) {
      case 404 -> request + " does not exist: see /openapi.json";
      case 405 -> request + " is not supported: see /openapi.json";
      default -> request + ": " + failure.getMessage();
    };
  }

  static void problem(Context ctx, Problem problem) {
    write(ctx, problem.status(), Problem.MEDIA_TYPE, problem);
  }

  private static void write(Context ctx, int status, String mediaType, Object body) {
    try {
      ctx.status(status).contentType(mediaType).result(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the response as JSON", e);
    }
  }
}
