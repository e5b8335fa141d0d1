package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Decides which requests are served. If a token is configured, a request must carry it. Without a
 * token the API listens on loopback only, and the checks reject requests that a web page of another
 * site sends from a browser on this machine.
 */
final class AccessControl {

  private static final Set<String> OPEN = Set.of("/health/live", "/health/ready", "/openapi.json");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Values of {@code Sec-Fetch-Site} for the dashboard and for an address typed by a person. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private static final String BEARER = "Bearer ";

  private final Optional<byte[]> token;

  AccessControl(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(UTF_8));
  }

  /** Throws {@link ProblemException} if the request is not allowed. */
  void check(Request request) {
    var headers = request.getHeaders();
    refusal(
            Optional.ofNullable(request.getHttpURI().getPath()).orElse(""),
            headers.get(HttpHeader.HOST),
            headers.get(HttpHeader.ORIGIN),
            headers.get("Sec-Fetch-Site"),
            headers.get(HttpHeader.AUTHORIZATION))
        .ifPresent(
            problem -> {
              throw new ProblemException(
                  problem,
                  problem.status() == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of());
            });
  }

  /**
   * The problem for a request that is not allowed; empty if the request is allowed. Every argument
   * but {@code path} may be null.
   */
  Optional<Problem> refusal(
      String path, String host, String origin, String fetchSite, String authorization) {
    if (token.isEmpty() && host != null && !isLoopback(host)) {
      return Optional.of(
          Problem.forbidden(
              "Host is not localhost: without http.token the API serves localhost only"));
    }
    if (token.isPresent() && !isOpen(path) && !isToken(authorization)) {
      return Optional.of(Problem.unauthorized());
    }
    if (isOfAnotherSite(host, origin) || (isFromAnotherSite(fetchSite) && !isOpen(path))) {
      return Optional.of(Problem.forbidden("requests from pages of other sites are rejected"));
    }
    return Optional.empty();
  }

  private static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
  }

  private static boolean isOfAnotherSite(String host, String origin) {
    return origin != null && !authority(origin).equals(host);
  }

  /**
   * A browser sends no {@code Origin} when a page loads an image or a script. The page cannot read
   * the response, but it could occupy all feeds.
   */
  private static boolean isFromAnotherSite(String fetchSite) {
    return fetchSite != null && !OWN_SITE.contains(fetchSite);
  }

  /** The dashboard's files contain no data: the dashboard requests data with the token. */
  private static boolean isOpen(String path) {
    return OPEN.contains(path) || Dashboard.isDashboardPath(path);
  }

  /** Takes constant time, so that response times do not reveal the token. */
  private boolean isToken(String authorization) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            token.orElseThrow(), authorization.substring(BEARER.length()).getBytes(UTF_8));
  }

  private static String authority(String origin) {
    try {
      var authority = URI.create(origin).getAuthority();
      return authority == null ? "" : authority;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
