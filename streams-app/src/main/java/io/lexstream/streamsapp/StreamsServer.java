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

/** One instance: the app and its HTTP API. Thread-safe. */
public final class StreamsServer implements AutoCloseable {

  /** The settings that {@link #start(Settings)} reads. */
  public static final List<Setting<?>> SETTINGS = settings();

  private final StreamsApp app;
  private final HttpApi api;
  private final int port;

  private StreamsServer(StreamsApp app, HttpApi api, int port) {
    this.app = app;
    this.api = api;
    this.port = port;
  }

  /** Starts an instance. */
  public static StreamsServer start(Settings settings) {
    return start(StreamsAppConfig.from(settings), HttpConfig.from(settings));
  }

  /**
   * Starts an instance without waiting. {@link #health} reports when it is ready.
   *
   * @throws StreamsAppException if it cannot start
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
          "the HTTP API cannot listen on "
              + http.bind()
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "): check that the port is free, or set http.port",
          e);
    }
  }

  /** The port of the API. */
  public int port() {
    return port;
  }

  public Health health() {
    return app.health();
  }

  /** Waits until {@code ended} or the app fails. Returns whether the app failed. */
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
