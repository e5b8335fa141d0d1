package io.lexstream.streamsapp.http;

import org.eclipse.jetty.http.HttpFields;

/** Headers of all responses. They contain texts of unknown origin: a browser must not run them. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  static void addTo(HttpFields.Mutable headers) {
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Referrer-Policy", "no-referrer");
  }
}
