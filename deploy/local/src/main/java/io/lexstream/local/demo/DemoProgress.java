package io.lexstream.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What became of the documents, in one line, as the platform's own metrics have it. */
public final class DemoProgress {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest metrics;

  /**
   * @param api base of the platform's API
   */
  public DemoProgress(String api) {
    this.metrics = HttpRequest.newBuilder(URI.create(api + "/metrics")).timeout(PATIENCE).build();
  }

  /** Counts since the start. */
  public String line() throws InterruptedException {
    try {
      var text = http.send(metrics, BodyHandlers.ofString()).body();
      return "decided "
          + sum(text, "lexstream_decisions_total")
          + " (allow "
          + sum(text, "lexstream_decisions_total{action=\"allow\"}")
          + ", review "
          + sum(text, "lexstream_decisions_total{action=\"review\"}")
          + ", block "
          + sum(text, "lexstream_decisions_total{action=\"block\"}")
          + "), dead "
          + sum(text, "lexstream_dead_letters_total");
    } catch (IOException e) {
      return "no figures: " + e.getMessage();
    }
  }

  private static long sum(String metrics, String name) {
    return (long)
        metrics
            .lines()
            .filter(line -> line.startsWith(name))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum();
  }
}
