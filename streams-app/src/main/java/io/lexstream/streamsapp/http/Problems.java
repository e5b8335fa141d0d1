package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends problems from Jetty handlers, that is, for requests that do not reach a route. */
final class Problems {

  private Problems() {}

  static void send(Response response, Callback callback, ProblemException rejected) {
    rejected.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    send(response, callback, rejected.problem());
  }

  static void send(Response response, Callback callback, Problem problem) {
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.write(true, ByteBuffer.wrap(json(problem)), callback);
  }

  private static byte[] json(Problem problem) {
    try {
      return Responses.JSON.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a problem as JSON", e);
    }
  }
}
