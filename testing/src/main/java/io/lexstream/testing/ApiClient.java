package io.lexstream.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** A client of the platform's HTTP API. */
public final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  public ApiClient(String base) {
    this.base = base;
  }

  /** Posts JSON lines and returns the status code. */
  public int post(String lines) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(base + "/v1/documents"))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** The state of a document; empty until it has a decision. */
  public Optional<JsonNode> decided(String id) throws IOException, InterruptedException {
    return found("/v1/documents/" + URLEncoder.encode(id, UTF_8))
        .filter(document -> document.hasNonNull("moderation"));
  }

  /** The JSON at {@code path}; empty unless the status is 200. */
  public Optional<JsonNode> found(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofByteArray());
    return response.statusCode() == 200
        ? Optional.of(JSON.readTree(response.body()))
        : Optional.empty();
  }
}
