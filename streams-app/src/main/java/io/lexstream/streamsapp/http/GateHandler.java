package io.lexstream.streamsapp.http;

import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The first handler of every request, whatever its path. Rejects requests that are not allowed or
 * over the rate limit. {@link BodyHandler} discards their bodies and sends the responses.
 */
final class GateHandler extends Handler.Wrapper {

  private final AccessControl access;
  private final RateLimit limit;

  GateHandler(AccessControl access, RateLimit limit) {
    this.access = access;
    this.limit = limit;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    SecurityHeaders.addTo(response.getHeaders());
    try {
      check(request);
    } catch (ProblemException rejected) {
      request.setAttribute(BodyHandler.REJECTION, rejected);
    }
    return super.handle(request, response, callback);
  }

  private void check(Request request) {
    access.check(request);
    // A client over its limit must not make health checks of its machine fail.
    if (!HealthPaths.contains(request)) {
      limit.acquire(Client.of(request));
    }
    if (isWebSocket(request)) {
      throw new ProblemException(
          Problem.badRequest("WebSocket is not supported: use the event stream GET /v1/feed"));
    }
  }

  private static boolean isWebSocket(Request request) {
    var headers = request.getHeaders();
    var upgrade = headers.get(HttpHeader.UPGRADE);
    return headers.contains(HttpHeader.SEC_WEBSOCKET_KEY)
        || headers.contains(HttpHeader.SEC_WEBSOCKET_VERSION)
        || (upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket"));
  }
}
