package io.lexstream.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on the loopback interface that forwards requests to the registry. It forwards only
 * Confluent's API, and only if the header {@code Host} names this machine. The registry itself
 * answers any {@code Host}, so a web page could reach it through a DNS name that resolves to
 * 127.0.0.1.
 *
 * <p>Thread-safe.
 */
final class RegistryGate implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryGate.class);

  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_BODY_BYTES = 4 << 20;
  private static final int THREADS = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpClient http;
  private final String registry;
  private final String api;

  private RegistryGate(HttpServer server, ExecutorService threads, String registry, String api) {
    this.server = server;
    this.threads = threads;
    this.http = HttpClient.newHttpClient();
    this.registry = registry;
    this.api = api;
  }

  /**
   * Starts a server.
   *
   * @param port its port; 0 for a free port
   * @param registry base URL of the registry, without a path
   * @param api path of Confluent's API
   * @throws IOException if the port is in use
   */
  static RegistryGate start(int port, String registry, String api) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var threads = Executors.newFixedThreadPool(THREADS, RegistryGate::daemon);
    var gate = new RegistryGate(HttpServer.create(address, 0), threads, registry, api);
    gate.server.createContext("/", gate::handle);
    gate.server.setExecutor(threads);
    gate.server.start();
    return gate;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "registry-gate");
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getRawPath();
      if (!isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
        refuse(exchange, 421, "Host must be localhost, 127.0.0.1 or [::1]");
      } else if (path == null || !path.startsWith(api + "/") || DOT_SEGMENT.matcher(path).find()) {
        refuse(exchange, 404, "no such path; the registry's API is at " + api);
      } else {
        forward(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isLocal(String host) {
    return host != null
        && LOCAL_HOSTS.contains(host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT));
  }

  private void forward(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      refuse(exchange, 413, "request body must have at most " + MAX_BODY_BYTES + " bytes");
      return;
    }
    // The target may be a full URL, so only its path and query are used.
    var target = exchange.getRequestURI();
    var query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    var request =
        HttpRequest.newBuilder(URI.create(registry + target.getRawPath() + query))
            .timeout(TIMEOUT)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (var name : Set.of("Content-Type", "Accept")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> request.header(name, value));
    }
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      LOG.debug("registry does not answer: cause={}", e.toString());
      refuse(exchange, 502, "the registry does not answer");
      return;
    }
    var type = response.headers().firstValue("Content-Type").orElse("application/json");
    respond(exchange, response.statusCode(), type, response.body());
  }

  /** An error in the form of Confluent's API. */
  private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
    var json = "{\"error_code\":%d,\"message\":\"%s\"}".formatted(status, message);
    respond(exchange, status, "application/vnd.schemaregistry.v1+json", json.getBytes(UTF_8));
  }

  private static void respond(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
