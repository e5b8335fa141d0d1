package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Ticker;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
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

/**
 * The HTTP API of a running streams app. A request passes {@link GateHandler}, {@link BodyHandler}
 * and {@link WorkerHandler}, and then reaches its route.
 */
public final class HttpApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

  /** How long a connection may be idle while the client should send or read. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** An id of 1,024 code points has up to 12 KiB when it is percent-encoded. */
  private static final int HEADER_BYTES = 32 * 1024;

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
    return start(config, BodyLimits.of(config.maxBodyBytes()), IDLE, port, maxTextBytes, app);
  }

  static HttpApi start(
      HttpConfig config,
      BodyLimits bodies,
      Duration idle,
      int port,
      int maxTextBytes,
      HttpBackend app) {
    var limit = new RateLimit(config.requestsPerSecond(), Ticker.systemTicker());
    var feeds = new FeedRoutes(app.feed(), config.maxFeeds());
    var server =
        Javalin.create(
            settings -> {
              configure(settings);
              settings.jetty.addConnector(
                  (jetty, http) -> connector(jetty, http, config.bind(), port, idle));
              settings.jetty.modifyServer(jetty -> addHandlers(jetty, config, bodies, limit));
              settings.jetty.modifyServletContextHandler(
                  context -> context.setErrorHandler(new ProblemErrorHandler()));
              addRoutes(settings.routes, config, limit, feeds, maxTextBytes, app);
            });
    server.start();
    LOG.info("http api started: bind={} port={}", config.bind(), port);
    return new HttpApi(server, feeds);
  }

  private static void configure(JavalinConfig settings) {
    settings.startup.showJavalinBanner = false;
    settings.http.prefer405over404 = true;
    settings.http.defaultContentType = "application/json";
  }

  private static void addHandlers(
      Server jetty, HttpConfig config, BodyLimits bodies, RateLimit limit) {
    var inFlight = new InFlightBytes(config.maxInFlightBytes());
    jetty.insertHandler(new WorkerHandler());
    jetty.insertHandler(new BodyHandler(bodies, inFlight, Ticker.systemTicker()));
    jetty.insertHandler(new GateHandler(new AccessControl(config.token()), limit));
    jetty.setErrorHandler(new ProblemErrorHandler());
  }

  private static void addRoutes(
      RoutesConfig routes,
      HttpConfig config,
      RateLimit limit,
      FeedRoutes feeds,
      int maxTextBytes,
      HttpBackend app) {
    var clock = InstantSource.system();
    var peers = new Peers(config.token());
    var documents = app.queries().documents();
    var admission = new Admission(config.maxDocuments(), limit);
    var rules = new DocumentJson(maxTextBytes, clock);
    new SubmissionRoutes(app.gateway(), app.queries().requests(), rules, admission, peers, clock)
        .addTo(routes);
    new DocumentRoutes(app.gateway(), documents, peers, clock).addTo(routes);
    new ReviewRoutes(app.gateway(), documents, peers, clock).addTo(routes);
    new InsightRoutes(app.queries().insights(), peers, clock).addTo(routes);
    feeds.addTo(routes);
    new StatsRoutes(app.stats(), app.lags(), clock).addTo(routes);
    new DeadLetterRoutes(app.deadLetters(), app.replays()).addTo(routes);
    new Dashboard().addTo(routes);
    new OperationsRoutes(app.health(), app.metrics()).addTo(routes);
    // Javalin has a handler of its own for the first class.
    for (var type : List.of(HttpResponseException.class, Exception.class)) {
      routes.exception(type, (failure, ctx) -> Responses.failure(ctx, failure));
    }
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String bind, int port, Duration idle) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    // Ids may contain any character, if it is percent-encoded. Routes match the encoded path and
    // decode it once.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "ids",
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.AMBIGUOUS_PATH_PARAMETER,
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_EMPTY_SEGMENT,
            Violation.SUSPICIOUS_PATH_CHARACTERS));
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(bind);
    connector.setPort(port);
    connector.setIdleTimeout(idle.toMillis());
    return connector;
  }

  @Override
  public void close() {
    feeds.close();
    server.stop();
  }
}
