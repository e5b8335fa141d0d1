package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.lexstream.schemas.DocumentJson;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API of a running app. */
public final class HttpApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  /** How long a peer may be silent while it should send or read. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Javalin server;
  private final FeedRoutes feeds;

  private HttpApi(Javalin server, FeedRoutes feeds) {
    this.server = server;
    this.feeds = feeds;
  }

  /**
   * Starts the API.
   *
   * @param port port to listen at; found before the start if the configuration leaves it open,
   *     because other instances must know it
   * @throws io.javalin.util.JavalinBindException if the port is in use
   */
  public static HttpApi start(HttpConfig config, int port, int maxTextBytes, HttpBackend app) {
    var clock = InstantSource.system();
    var peers = new Peers(config.token());
    var bodies = new Bodies(config.maxBodyBytes());
    var rules = new DocumentJson(maxTextBytes, clock);
    var feeds = new FeedRoutes(app.feed(), config.maxFeeds());
    var access = new Access(config.token());
    var limit = new RateLimit(config.requestsPerSecond(), Ticker.systemTicker());
    var documents = app.queries().documents();
    var server =
        Javalin.create(
            settings -> {
              configure(settings, config, port);
              settings.routes.before(
                  request -> {
                    protect(request);
                    access.check(request);
                    // A busy caller must not make the probes of its machine fail.
                    if (!request.path().startsWith("/health/")) {
                      // What other instances pass on was limited there, by caller.
                      limit.take((Peers.isPassedOn(request) ? "peer " : "") + request.ip());
                    }
                  });
              new DocumentRoutes(app.gateway(), documents, rules, bodies, peers, clock)
                  .addTo(settings.routes);
              new ReviewRoutes(app.gateway(), documents, bodies, peers, clock)
                  .addTo(settings.routes);
              new InsightRoutes(app.queries().insights(), peers, clock).addTo(settings.routes);
              feeds.addTo(settings.routes);
              new StatsRoutes(app.pulse(), app.lags(), clock).addTo(settings.routes);
              new DeadLetterRoutes(app.deadLetters(), app.replays()).addTo(settings.routes);
              new Page().addTo(settings.routes);
              new OperationsRoutes(app.health(), app.metrics()).addTo(settings.routes);
              handleFailures(settings);
            });
    server.start();
    LOG.info("http api started: bind={} port={}", config.bind(), port);
    return new HttpApi(server, feeds);
  }

  private static void configure(JavalinConfig settings, HttpConfig config, int port) {
    settings.startup.showJavalinBanner = false;
    settings.http.maxRequestSize = config.maxBodyBytes();
    settings.http.prefer405over404 = true;
    settings.http.defaultContentType = "application/json";
    settings.jetty.addConnector((server, http) -> connector(server, http, config, port));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, HttpConfig config, int port) {
    http.setSendServerVersion(false);
    // Ids may hold anything, slashes too, as long as they are escaped.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "ids",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_EMPTY_SEGMENT));
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(config.bind());
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }

  /** What is shown is data of strangers: no browser shall take it for a page or a script. */
  private static void protect(Context request) {
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Cache-Control", "no-store");
    request.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Referrer-Policy", "no-referrer");
  }

  private static void handleFailures(JavalinConfig settings) {
    settings.routes.exception(
        HttpResponseException.class,
        (failure, request) ->
            Responses.problem(
                request,
                Problem.of(
                    failure.getStatus(),
                    failure.getStatus() == 405 ? "method-not-allowed" : "not-found",
                    failure.getStatus() == 405 ? "Method not allowed" : "Not found",
                    request.method().name() + " " + request.path() + ": see /openapi.json")));
    settings.routes.exception(
        Exception.class, (failure, request) -> Responses.failed(request, failure));
  }

  @Override
  public void close() {
    feeds.close();
    server.stop();
  }
}
