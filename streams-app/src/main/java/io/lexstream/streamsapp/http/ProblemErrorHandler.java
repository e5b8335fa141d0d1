package io.lexstream.streamsapp.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Sends the server's own errors, such as those for malformed requests, as problems. */
final class ProblemErrorHandler implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.addTo(response.getHeaders());
    int status = response.getStatus();
    var detail = String.valueOf(request.getAttribute(ErrorHandler.ERROR_MESSAGE));
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException failure) {
      status = failure.getCode();
      detail = failure.getReason() == null ? detail : failure.getReason();
      // Jetty closes the connection after a malformed request. A client that does not know it sends
      // its next request on the closed connection.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    Problems.send(response, callback, Problem.ofStatus(status, detail(status, detail)));
    return true;
  }

  private static String detail(int status, String reason) {
    return switch (status) {
      case 400 -> "the request is malformed: " + reason;
      case 414 -> "the URI is too long";
      case 431 -> "the request headers are too large";
      default -> reason;
    };
  }
}
