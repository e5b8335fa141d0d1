package io.lexstream.streamsapp;

import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import io.lexstream.streamsapp.http.HttpApi;
import io.lexstream.streamsapp.http.HttpConfig;
import io.lexstream.streamsapp.read.stats.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/** The app with its API: one instance. Thread-safe. */
public final class StreamsServer implements AutoCloseable {

  /** What a process declares to {@link Settings} to use {@link #start(Settings)}. */
  public static final List<Setting<?>> SETTINGS = settings();

  private final StreamsApp app;
  private final HttpApi api;
  private final int port;

  private StreamsServer(StreamsApp app, HttpApi api, int port) {
    this.app = app;
    this.api = api;
    this.port = port;
  }

  /** Starts an instance with what {@code settings} say. */
  public static StreamsServer start(Settings settings) {
    return start(StreamsAppConfig.from(settings), HttpConfig.from(settings));
  }

  /**
   * Starts an instance and returns at once; {@link #health} tells when it is ready.
   *
   * @throws StreamsAppException when it cannot run as things are
   */
  public static StreamsServer start(StreamsAppConfig config, HttpConfig http) {
    int port = http.port() == 0 ? freePort(http.bind()) : http.port();
    var app = StreamsApp.start(config, new HostInfo(http.advertised(), port));
    try {
      return new StreamsServer(
          app, HttpApi.start(http, port, config.maxTextBytes(), app.httpBackend()), port);
    } catch (RuntimeException e) {
      app.close();
      throw new StreamsAppException(
          "the API cannot listen at "
              + http.bind()
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "): is the port taken? set http.port",
          e);
    }
  }

  /** The port that the API listens at. */
  public int port() {
    return port;
  }

  public Health health() {
    return app.health();
  }

  /** Waits until {@code ended}, or the app fails; whether it failed. */
  boolean awaitFailure(CountDownLatch ended) throws InterruptedException {
    while (!ended.await(1, TimeUnit.SECONDS)) {
      if (!app.health().isAlive()) {
        return true;
      }
    }
    return false;
  }

  private static List<Setting<?>> settings() {
    var all = new ArrayList<Setting<?>>(StreamsAppConfig.SETTINGS);
    all.addAll(HttpConfig.SETTINGS);
    return List.copyOf(all);
  }

  private static int freePort(String bind) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(bind, 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StreamsAppException("no free port at " + bind, e);
    }
  }

  @Override
  public void close() {
    api.close();
    app.close();
  }
}
