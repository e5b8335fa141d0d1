package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call. With a token, whoever presents it; without one the API listens on loopback, and
 * what must be kept out are pages of other sites in a browser on this machine, which can send
 * requests there, too.
 */
final class Access {

  private static final Set<String> OPEN = Set.of("/health/live", "/health/ready", "/openapi.json");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What {@code Sec-Fetch-Site} says of this API's page, and of what a person typed. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private static final String BEARER = "Bearer ";

  private final Optional<byte[]> token;

  Access(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(UTF_8));
  }

  /** Throws {@link ProblemException} for who may not. */
  void check(Context request) {
    refusal(
            request.path(),
            request.header("Host"),
            request.header("Origin"),
            request.header("Sec-Fetch-Site"),
            request.header("Authorization"))
        .ifPresent(
            problem -> {
              if (problem.status() == 401) {
                request.header("WWW-Authenticate", "Bearer");
              }
              throw new ProblemException(problem);
            });
  }

  /**
   * Why a request is refused, by its path and headers, each of which may be null; empty when it is
   * not.
   */
  Optional<Problem> refusal(
      String path, String host, String origin, String fetchSite, String authorization) {
    if (token.isEmpty() && host != null && !LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
      return Optional.of(
          Problem.forbidden("without http.token, this API answers as localhost only"));
    }
    if (token.isPresent() && !isOpen(path) && !isToken(authorization)) {
      return Optional.of(Problem.unauthorized());
    }
    if (isOfAnotherSite(host, origin) || (isFromAnotherSite(fetchSite) && !isOpen(path))) {
      return Optional.of(Problem.forbidden("pages of other sites may not call this API"));
    }
    return Optional.empty();
  }

  private static boolean isOfAnotherSite(String host, String origin) {
    return origin != null && !authority(origin).equals(host);
  }

  /**
   * A page may load an image or a script from anywhere, and a browser names no origin then. It
   * cannot read what comes, but it could keep all feeds busy.
   */
  private static boolean isFromAnotherSite(String fetchSite) {
    return fetchSite != null && !OWN_SITE.contains(fetchSite);
  }

  /** The page itself holds no data; what it shows it asks for, with the token. */
  private static boolean isOpen(String path) {
    return OPEN.contains(path) || Page.isPartOfIt(path);
  }

  /** In constant time, so that nobody guesses the token by how long a wrong one takes. */
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
