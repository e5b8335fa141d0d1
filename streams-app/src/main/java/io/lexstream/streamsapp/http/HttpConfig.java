package io.lexstream.streamsapp.http;

import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Address and limits of the API. Read with {@link #from}.
 *
 * @param bind address to listen on
 * @param port 0 for any free port
 * @param advertised address at which other instances reach this one
 * @param token token that requests must carry; empty only if {@code bind} is loopback
 * @param maxBodyBytes largest body of a request
 * @param maxDocuments how many documents a request may have
 * @param maxInFlightBytes memory of all requests in progress
 * @param requestsPerSecond sustained rate of one client; bursts of twice as many
 * @param maxFeeds how many feeds may be open at the same time
 */
public record HttpConfig(
    String bind,
    int port,
    String advertised,
    Optional<String> token,
    int maxBodyBytes,
    int maxDocuments,
    long maxInFlightBytes,
    int requestsPerSecond,
    int maxFeeds) {

  public static final Setting<String> BIND =
      Setting.text("http.bind", "Address that the API listens on.").withDefault("127.0.0.1");

  public static final Setting<Integer> PORT =
      Setting.integer("http.port", 0, 65_535, "Port of the API; 0 for any free port.")
          .withDefault(8090);

  public static final Setting<String> ADVERTISED =
      Setting.text(
              "http.advertised-host",
              "Host name or address at which other instances reach this one; http.bind by default.")
          .optional();

  public static final Setting<String> TOKEN =
      Setting.text(
              "http.token",
              "16 to 200 printable characters without spaces",
              "[!-~]{16,200}",
              "Bearer token that requests must carry. Required unless http.bind is loopback.")
          .optional();

  public static final Setting<Long> MAX_BODY_SIZE =
      Setting.size("http.max-body-size", "Largest body of a request, also after decoding.")
          .withDefault(4L << 20);

  public static final Setting<Integer> MAX_DOCUMENTS =
      Setting.integer("http.max-documents", 1, 1_000_000, "How many documents a request may have.")
          .withDefault(10_000);

  public static final Setting<Long> MAX_IN_FLIGHT_SIZE =
      Setting.size(
              "http.max-in-flight-size",
              "Memory of all requests in progress; 96MiB by default, or as much as the largest"
                  + " request needs.")
          .optional();

  public static final Setting<Integer> REQUESTS_PER_SECOND =
      Setting.integer(
              "http.requests-per-second",
              1,
              1_000_000,
              "Sustained requests of one client; bursts of twice as many.")
          .withDefault(500);

  public static final Setting<Integer> MAX_FEEDS =
      Setting.integer("http.max-feeds", 1, 10_000, "How many feeds may be open at the same time.")
          .withDefault(200);

  private static final long DEFAULT_IN_FLIGHT = 96L << 20;

  /** The settings that {@link #from} reads. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          BIND,
          PORT,
          ADVERTISED,
          TOKEN,
          MAX_BODY_SIZE,
          MAX_DOCUMENTS,
          MAX_IN_FLIGHT_SIZE,
          REQUESTS_PER_SECOND,
          MAX_FEEDS);

  public HttpConfig {
    if (token.isEmpty() && !isLoopback(bind)) {
      throw new SettingsException(
          "http.bind " + bind + " is not a loopback address: set http.token, or bind to 127.0.0.1");
    }
    long needed = largestRequest(maxBodyBytes, maxDocuments);
    if (maxInFlightBytes < needed) {
      throw new SettingsException(
          ("http.max-in-flight-size is %d bytes, the largest request needs %d: raise it, or lower"
                  + " http.max-body-size or http.max-documents")
              .formatted(maxInFlightBytes, needed));
    }
  }

  public static HttpConfig from(Settings settings) {
    String bind = settings.get(BIND);
    int maxBodyBytes = Math.toIntExact(Math.min(settings.get(MAX_BODY_SIZE), 256L << 20));
    int maxDocuments = settings.get(MAX_DOCUMENTS);
    return new HttpConfig(
        bind,
        settings.get(PORT),
        settings.find(ADVERTISED).orElse(bind),
        settings.find(TOKEN),
        maxBodyBytes,
        maxDocuments,
        settings
            .find(MAX_IN_FLIGHT_SIZE)
            .orElse(Math.max(DEFAULT_IN_FLIGHT, largestRequest(maxBodyBytes, maxDocuments))),
        settings.get(REQUESTS_PER_SECOND),
        settings.get(MAX_FEEDS));
  }

  /** Memory of the largest request: body, decoded body, and its documents. */
  private static long largestRequest(int maxBodyBytes, int maxDocuments) {
    return (2L + Admission.COPIES) * maxBodyBytes + Admission.BYTES_PER_DOCUMENT * maxDocuments;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new SettingsException("http.bind " + host + " is not an address of this machine", e);
    }
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "HttpConfig["
        + bind
        + ":"
        + port
        + ", token "
        + (token.isPresent() ? "set]" : "not set]");
  }
}
