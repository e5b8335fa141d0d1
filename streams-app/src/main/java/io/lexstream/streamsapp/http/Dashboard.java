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
 * Serves the dashboard's static files. The headers restrict the browser to these scripts and to
 * requests to this API.
 */
final class Dashboard {

  private static final String FILES = "/page/";
  private static final Pattern FILE = Pattern.compile("[a-z-]+\\.(?:js|css|svg)");

  /** Library files, by the name that the dashboard requests. */
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

  /** A file with its response headers. */
  private record Content(byte[] bytes, String type, String tag) {}

  /** Whether {@code path} is a file of the dashboard. */
  static boolean isDashboardPath(String path) {
    return path.equals("/") || path.equals("/favicon.ico") || path.startsWith(FILES);
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/", ctx -> send(ctx, "index.html"));
    Gets.add(routes, "/favicon.ico", ctx -> send(ctx, "icon.svg"));
    Gets.add(routes, FILES + "{file}", ctx -> send(ctx, ctx.pathParam("file")));
  }

  private void send(Context ctx, String file) {
    boolean isServed = file.equals("index.html") || FILE.matcher(file).matches();
    var content =
        (isServed ? contents.computeIfAbsent(file, Dashboard::load) : Optional.<Content>empty())
            .orElseThrow(
                () -> new ProblemException(Problem.notFound("the dashboard has no file " + file)));
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    ctx.header("X-Frame-Options", "DENY");
    // The browser validates each time and downloads a file only if it has changed.
    ctx.header("Cache-Control", "no-cache");
    ctx.header("ETag", content.tag());
    if (content.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(content.type()).result(content.bytes());
    }
  }

  private static Optional<Content> load(String file) {
    var resource = LIBRARIES.containsKey(file) ? library(LIBRARIES.get(file)) : FILES + file;
    try (InputStream stream = Dashboard.class.getResourceAsStream(resource)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] bytes = stream.readAllBytes();
      var type = TYPES.get(file.substring(file.lastIndexOf('.') + 1)) + "; charset=utf-8";
      return Optional.of(new Content(bytes, type, '"' + Submission.hash(bytes) + '"'));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the dashboard's file " + file, e);
    }
  }

  /** A WebJar's folder name contains its version, which is in the jar's properties. */
  private static String library(String path) {
    var properties = new Properties();
    try (InputStream stream =
        Dashboard.class.getResourceAsStream(
            "/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of uplot", e);
    }
    return "/META-INF/resources/webjars/uplot/" + properties.getProperty("version") + "/" + path;
  }
}
