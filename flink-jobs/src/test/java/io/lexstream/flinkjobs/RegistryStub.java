package io.lexstream.flinkjobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The part of a schema registry over HTTP that readers and writers need. While it is unavailable,
 * connections end without an answer.
 */
final class RegistryStub implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private final AtomicInteger askedInVain = new AtomicInteger();
  private final HttpServer server;
  private volatile boolean away;

  private RegistryStub(HttpServer server) {
    this.server = server;
  }

  /** An available registry. */
  static RegistryStub start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var stub = new RegistryStub(server);
    server.createContext("/", stub::answer);
    server.start();
    return stub;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /** Number of requests while it was unavailable. */
  int askedInVain() {
    return askedInVain.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (away) {
      askedInVain.incrementAndGet();
      exchange.close();
      return;
    }
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (path.startsWith("/schemas/ids/")) {
      int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
      send(exchange, JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString());
    } else if (path.startsWith("/subjects/")) {
      var schema = JSON.readTree(body).get("schema").asText();
      send(exchange, JSON.createObjectNode().put("id", idOf(schema)).toString());
    } else {
      throw new IOException("the stub does not know " + path);
    }
  }

  private synchronized int idOf(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    var bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
