package io.lexstream.streamsapp.http;

import org.eclipse.jetty.server.Request;

/** The paths of health checks. They have no rate limit and need no worker thread. */
final class HealthPaths {

  private static final String PREFIX = "/health/";

  private HealthPaths() {}

  static boolean contains(Request request) {
    var path = request.getHttpURI().getPath();
    return path != null && path.startsWith(PREFIX);
  }
}
