package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.lexstream.schemas.DocumentJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP API of a running streams app. */
public final class HttpApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  /** How long a connection may be idle while the client should send or read. */
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
   * @param port port to listen on; chosen before the app starts, because other instances must know
   *     it
   * @throws io.javalin.util.JavalinBindException if the port is in use
   */
  public static HttpApi start(HttpConfig config, int port, int maxTextBytes, HttpBackend app) {
    var clock = InstantSource.system();
    var peers = new Peers(config.token());
    var bodyReader = new BodyReader(config.maxBodyBytes());
    var rules = new DocumentJson(maxTextBytes, clock);
    var feeds = new FeedRoutes(app.feed(), config.maxFeeds());
    var access = new AccessControl(config.token());
    var limit = new RateLimit(config.requestsPerSecond(), Ticker.systemTicker());
    var documents = app.queries().documents();
    var server =
        Javalin.create(
            settings -> {
              configure(settings, config, port);
              settings.routes.before(
                  ctx -> {
                    protect(ctx);
                    access.check(ctx);
                    // A client over its limit must not make health checks of its machine fail.
                    if (!ctx.path().startsWith("/health/")) {
                      // The forwarding instance has applied the client's own limit.
                      limit.acquire((Peers.isForwarded(ctx) ? "peer " : "") + ctx.ip());
                    }
                  });
              new DocumentRoutes(app.gateway(), documents, rules, bodyReader, peers, clock)
                  .addTo(settings.routes);
              new ReviewRoutes(app.gateway(), documents, bodyReader, peers, clock)
                  .addTo(settings.routes);
              new InsightRoutes(app.queries().insights(), peers, clock).addTo(settings.routes);
              feeds.addTo(settings.routes);
              new StatsRoutes(app.stats(), app.lags(), clock).addTo(settings.routes);
              new DeadLetterRoutes(app.deadLetters(), app.replays()).addTo(settings.routes);
              new Dashboard().addTo(settings.routes);
              new OperationsRoutes(app.health(), app.metrics()).addTo(settings.routes);
              // Javalin has a handler of its own for the first class.
              for (var type : List.of(HttpResponseException.class, Exception.class)) {
                settings.routes.exception(type, (failure, ctx) -> Responses.failure(ctx, failure));
              }
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
    // Ids may contain any character, '/' too, if it is percent-encoded.
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

  /** Responses contain texts of unknown origin: a browser must not run them as page or script. */
  private static void protect(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cache-Control", "no-store");
    ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Referrer-Policy", "no-referrer");
  }

  @Override
  public void close() {
    feeds.close();
    server.stop();
  }
}
