package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.streamsapp.read.query.StateMovingException;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers as JSON, and failures as problems. */
final class Responses {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private Responses() {}

  static void json(Context request, int status, Object body) {
    write(request, status, "application/json", body);
  }

  static void failed(Context request, Throwable thrown) {
    var failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (failure instanceof ProblemException known) {
      known
          .retryAfterSeconds()
          .ifPresent(seconds -> request.header("Retry-After", Integer.toString(seconds)));
      problem(request, known.problem());
    } else if (failure instanceof StateMovingException) {
      request.header("Retry-After", "1");
      problem(request, Problem.unavailable(failure.getMessage()));
    } else if (failure instanceof RecordTooLargeException) {
      problem(
          request,
          Problem.tooLarge(
              "written as a record, the document is too large: send less, or leave out"
                  + " Idempotency-Key, with which a document has at most 1 MiB of JSON"));
    } else if (failure instanceof KafkaException
        || failure instanceof RegistryUnavailableException) {
      LOG.warn("request could not be passed on: cause={}", failure.toString());
      request.header("Retry-After", "2");
      problem(
          request,
          Problem.unavailable("the brokers or the registry do not answer: try again shortly"));
    } else {
      LOG.error(
          "request failed: method={} path={}", request.method().name(), request.path(), failure);
      problem(request, Problem.internal());
    }
  }

  static void problem(Context request, Problem problem) {
    write(request, problem.status(), Problem.MEDIA_TYPE, problem);
  }

  private static void write(Context request, int status, String mediaType, Object body) {
    try {
      request.status(status).contentType(mediaType).result(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can always be written", e);
    }
  }
}
