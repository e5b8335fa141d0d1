package io.lexstream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Output of the demo on standard error: on a terminal a table that is overwritten, elsewhere a line
 * at intervals. All figures come from the API. Not thread safe.
 */
public final class DemoScreen {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLEAR_TO_END_OF_LINE = "\u001B[K";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String api;
  private final Optional<String> token;
  private final PrintWriter err;
  private final boolean isTerminal;
  private int drawn;

  /**
   * @param api base URL of the platform's API
   * @param token access token of the API, if it requires one
   * @param isTerminal whether {@code err} is a terminal
   */
  public DemoScreen(String api, Optional<String> token, PrintWriter err, boolean isTerminal) {
    this.api = api;
    this.token = token;
    this.err = err;
    this.isTerminal = isTerminal;
  }

  /** Returns the time between two calls of {@link #show}. */
  public Duration pause() {
    return isTerminal ? Duration.ofSeconds(1) : Duration.ofSeconds(5);
  }

  /**
   * Shows the current figures. Does nothing while the API is not available.
   *
   * @param sent number of documents sent so far
   */
  public void show(long sent) throws InterruptedException {
    DemoFigures figures;
    try {
      var from = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
      figures = DemoFigures.of(get("/v1/stats"), get("/v1/insights?window=1h&from=" + from));
    } catch (IOException e) {
      return; // The API starts or rebalances. The caller detects failures.
    }
    if (!isTerminal) {
      err.println(DemoTable.line(sent, figures));
      return;
    }
    var lines = DemoTable.lines(sent, figures);
    if (drawn > 0) {
      err.print("\u001B[" + drawn + "A");
    }
    lines.forEach(line -> err.println(line + CLEAR_TO_END_OF_LINE));
    err.flush();
    drawn = lines.size();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(api + path)).timeout(REQUEST_TIMEOUT);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    var answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("the API returned status " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }
}
