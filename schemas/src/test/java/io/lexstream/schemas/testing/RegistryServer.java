package io.lexstream.schemas.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real schema registry as a process of its own: Apicurio in memory, which answers Confluent's API
 * on loopback. It takes some seconds to start; what it knows ends with it.
 */
public final class RegistryServer implements AutoCloseable {

  /** Where a build of the schemas module unpacks the server, seen from that module's folder. */
  public static final Path UNPACKED = Path.of("target", "registry-server");

  private static final Duration START = Duration.ofMinutes(5);
  private static final String API = "/apis/ccompat/v7";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Thread killAtExit;
  private final String url;

  private RegistryServer(Process process, String url) {
    this.process = process;
    this.url = url;
    this.killAtExit = new Thread(process::destroyForcibly, "registry-server-end");
    Runtime.getRuntime().addShutdownHook(killAtExit);
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param unpacked folder of the unpacked server
   * @param log file for its output
   */
  public static RegistryServer start(Path unpacked, Path log) {
    int port = freePort();
    try {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dquarkus.http.host=127.0.0.1",
                  "-Dquarkus.http.port=" + port,
                  "-jar",
                  runner(unpacked).toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var server = new RegistryServer(process, "http://127.0.0.1:" + port + API);
      server.awaitReady(log);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("the registry server in " + unpacked + " does not start", e);
    }
  }

  /** Base of Confluent's API, for {@code registry.url}. */
  public String url() {
    return url;
  }

  /** Kills the server and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    Runtime.getRuntime().removeShutdownHook(killAtExit);
  }

  private void awaitReady(Path log) throws IOException {
    var deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (endsWithin(Duration.ofMillis(200)) || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException(
            "the registry server did not become ready; its output ends: " + tail(log));
      }
    }
  }

  private boolean answers() {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/subjects"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the registry server started", e);
    }
  }

  private boolean endsWithin(Duration wait) {
    try {
      process.onExit().get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the registry server started", e);
    }
  }

  private static Path runner(Path unpacked) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(unpacked, "*-runner.jar")) {
      for (var jar : jars) {
        return jar;
      }
    }
    throw new IOException("no *-runner.jar in " + unpacked);
  }

  private static String tail(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
