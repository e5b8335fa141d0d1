package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process without the environment variables that the libraries read. */
class FreshProcessTest {

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void opensAnAnalyzerWithALongCommandLine() throws Exception {
    // When
    var result = run(List.of("-Dlexstream.long=" + "x".repeat(10_000)), "");

    // Then
    assertThat(result.output()).contains("flavor cpu, sentiment positive");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  @Timeout(120)
  void makesNoConnectionAndWritesNothingToTheHomeFolder() throws Exception {
    // Given
    var home = Files.createDirectories(folder.resolve("home"));
    try (var proxy = new CountingProxy()) {
      var options =
          List.of(
              "-Duser.home=" + home,
              "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));

      // When
      var result = run(options, "http://127.0.0.1:" + proxy.port());

      // Then
      assertThat(result.output()).contains("sentiment positive");
      assertThat(result.output()).doesNotContain(Opening.CONNECTION);
      assertThat(proxy.connections()).isZero();
      try (var files = Files.walk(home)) {
        assertThat(files).containsExactly(home);
      }
    }
  }

  private record Result(int exitCode, String output) {}

  private Result run(List<String> options, String proxy) throws Exception {
    var output = folder.resolve("output");
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of(Opening.class.getName(), TinyPackage.folder().toString()));
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    var environment = process.environment();
    environment
        .keySet()
        .removeAll(List.of("ORT_DISABLE_TELEMETRY", "RUST_FLAVOR", "OPT_OUT_TRACKING"));
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("DJL_CACHE_DIR", folder.resolve("djl").toString());
    environment.put("http_proxy", proxy);
    environment.put("https_proxy", proxy);
    environment.put(
        "CLASSPATH",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    var started = process.start();
    boolean ended = started.waitFor(110, TimeUnit.SECONDS);
    started.destroyForcibly();
    assertThat(ended).isTrue();
    return new Result(started.exitValue(), Files.readString(output));
  }

  /** A proxy of native libraries. Accepts connections, counts them and closes them. */
  private static final class CountingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    CountingProxy() throws IOException {
      var thread = new Thread(this::accept, "proxy");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return server.getLocalPort();
    }

    int connections() {
      return connections.get();
    }

    private void accept() {
      while (!server.isClosed()) {
        try (var socket = server.accept()) {
          connections.incrementAndGet();
        } catch (IOException e) {
          if (!server.isClosed()) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** Prints the URLs that Java code opens, and refuses to open them. */
  private static final class PrintingHandler extends URLStreamHandler {

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      System.out.println(Opening.CONNECTION + url);
      throw new IOException("no connections in this process");
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }
  }

  /** The other process. */
  static final class Opening {

    static final String CONNECTION = "connection to ";

    private Opening() {}

    public static void main(String[] arguments) {
      URL.setURLStreamHandlerFactory(
          protocol -> protocol.startsWith("http") ? new PrintingHandler() : null);
      try (var analyzer = TextAnalyzer.open(TinyPackage.options(Path.of(arguments[0])).build())) {
        var analysis = analyzer.analyze(AnalysisRequest.of("we love it", "en")).join();
        System.out.println(
            "flavor "
                + System.getProperty("RUST_FLAVOR")
                + ", sentiment "
                + analysis.sentiment().orElseThrow().label());
      }
    }
  }
}
