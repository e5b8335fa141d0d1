package io.lexstream.streamsapp.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The dashboard: files that hold no data, and headers under which a browser runs nothing but these
 * scripts and talks to nobody but this API.
 */
final class Page {

  private static final String FILES = "/page/";
  private static final Pattern FILE = Pattern.compile("[a-z-]+\\.(?:js|css|svg)");

  /** Files of libraries, by the name the page asks for. */
  private static final Map<String, String> LIBRARIES =
      Map.of("uplot.js", "dist/uPlot.esm.js", "uplot.css", "dist/uPlot.min.css");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private final Map<String, Optional<Content>> contents = new ConcurrentHashMap<>();

  /** A file as it is sent. */
  private record Content(byte[] bytes, String type, String tag) {}

  /** Whether {@code path} is one of the page's own files. */
  static boolean isPartOfIt(String path) {
    return path.equals("/") || path.equals("/favicon.ico") || path.startsWith(FILES);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/", request -> send(request, "index.html"));
    routes.get("/favicon.ico", request -> send(request, "icon.svg"));
    routes.get(FILES + "{file}", request -> send(request, request.pathParam("file")));
  }

  private void send(Context request, String file) {
    boolean isServed = file.equals("index.html") || FILE.matcher(file).matches();
    var content =
        (isServed ? contents.computeIfAbsent(file, Page::load) : Optional.<Content>empty())
            .orElseThrow(
                () -> new ProblemException(Problem.notFound("the page has no file " + file)));
    request.header("Content-Security-Policy", POLICY);
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    request.header("X-Frame-Options", "DENY");
    // Asked for each time, sent again only when it has changed.
    request.header("Cache-Control", "no-cache");
    request.header("ETag", content.tag());
    if (content.tag().equals(request.header("If-None-Match"))) {
      request.status(304);
    } else {
      request.contentType(content.type()).result(content.bytes());
    }
  }

  private static Optional<Content> load(String file) {
    var resource = LIBRARIES.containsKey(file) ? library(LIBRARIES.get(file)) : FILES + file;
    try (InputStream stream = Page.class.getResourceAsStream(resource)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] bytes = stream.readAllBytes();
      var type = TYPES.get(file.substring(file.lastIndexOf('.') + 1)) + "; charset=utf-8";
      return Optional.of(new Content(bytes, type, '"' + Submission.hash(bytes) + '"'));
    } catch (IOException e) {
      throw new UncheckedIOException("the page's file " + file + " cannot be read", e);
    }
  }

  /** A WebJar's folder is named after its version, which its own properties tell. */
  private static String library(String path) {
    var properties = new Properties();
    try (InputStream stream =
        Page.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("the version of uplot cannot be read", e);
    }
    return "/META-INF/resources/webjars/uplot/" + properties.getProperty("version") + "/" + path;
  }
}
