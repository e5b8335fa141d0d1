package io.lexstream.streamsapp.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/** Adds routes for GET. */
final class Gets {

  private Gets() {}

  /** Adds a route for GET, and for HEAD, whose response has the same status and headers. */
  static void add(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
