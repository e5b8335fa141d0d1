package io.lexstream.streamsapp.http;

import io.javalin.http.Context;
import org.eclipse.jetty.server.Request;

/** The key of a client's rate limit: its address. */
final class Client {

  /** The forwarding instance has applied the client's own limit. */
  private static final String PEER = "peer ";

  private Client() {}

  static String of(Request request) {
    return of(Request.getRemoteAddr(request), request.getHeaders().get(Peers.FORWARDED));
  }

  static String of(Context ctx) {
    return of(ctx.ip(), ctx.header(Peers.FORWARDED));
  }

  private static String of(String address, String forwarded) {
    return forwarded == null ? address : PEER + address;
  }
}
