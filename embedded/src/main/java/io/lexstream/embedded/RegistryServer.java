package io.lexstream.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A schema registry with Confluent's HTTP API on the loopback interface: Apicurio in a child
 * process that exits when this process ends, even if this process is killed. It stores schemas and
 * their ids in a database in its folder. A registered id is on disk before the response is sent.
 *
 * <p>The child process listens on a random port. Clients use the port of {@link RegistryGate},
 * which rejects requests with a foreign {@code Host}.
 *
 * <p>Thread-safe.
 */
public final class RegistryServer implements AutoCloseable {

  private static final String API = "/apis/ccompat/v7";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
  private static final String LOG = "registry.log";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final RegistryGate gate;
  private final Path folder;

  private RegistryServer(Process process, RegistryGate gate, Path folder) {
    this.process = process;
    this.gate = gate;
    this.folder = folder;
  }

  /**
   * Starts a registry and waits until it answers.
   *
   * @param unpacked folder of the unpacked server
   * @param folder folder for its database and its log; schemas of an earlier start are kept
   * @param port 0 for a free port
   * @throws IOException if it does not start; the message contains the last line of its log
   */
  public static RegistryServer start(Path unpacked, Path folder, int port)
      throws IOException, InterruptedException {
    int internalPort = FreePorts.find().first();
    var jar = runner(unpacked);
    var temporary = emptyFolder(folder.resolve("tmp"));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + internalPort,
                "-Djava.io.tmpdir=" + temporary,
                "-Dquarkus.log.level=WARN",
                "-Dquarkus.datasource.jdbc.initial-size=1",
                "-Dquarkus.datasource.jdbc.min-size=1",
                "-Dquarkus.datasource.jdbc.max-size=8",
                "-cp",
                String.join(System.getProperty("path.separator"), ownClasses(), jar.toString()),
                ExitWithParent.class.getName(),
                mainClass(jar))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(LOG).toFile());
    // By default H2 writes to disk up to half a second after the response.
    builder
        .environment()
        .put("REGISTRY_DATASOURCE_URL", "jdbc:h2:file:" + database(folder) + ";WRITE_DELAY=0");
    var internalUrl = "http://127.0.0.1:" + internalPort;
    var gate = RegistryGate.start(port, internalUrl, API);
    var server = new RegistryServer(builder.start(), gate, folder);
    try {
      server.awaitReady(URI.create(internalUrl + API + "/subjects"));
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /** The registry unpacks files here. A killed registry does not delete them. */
  private static Path emptyFolder(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private static Path database(Path folder) {
    return folder.toAbsolutePath().resolve("schemas");
  }

  private static Path runner(Path unpacked) throws IOException {
    if (Files.isDirectory(unpacked)) {
      try (Stream<Path> files = Files.list(unpacked)) {
        var jar = files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst();
        if (jar.isPresent()) {
          return jar.get();
        }
      }
    }
    throw new IOException(
        "no schema registry in " + unpacked + ": run ./lexstream up, which downloads it");
  }

  private static String mainClass(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  private static String ownClasses() {
    try {
      var source = ExitWithParent.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Base URL of Confluent's API, for {@code registry.url}. */
  public String url() {
    return "http://127.0.0.1:" + gate.port() + API;
  }

  /** Whether the process is running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  private void awaitReady(URI subjects) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!answers(subjects)) {
      if (exitedWithin(POLL_INTERVAL) || System.nanoTime() > deadline) {
        throw new IOException("schema registry failed to start: " + lastLogLine());
      }
    }
  }

  private boolean answers(URI subjects) throws InterruptedException {
    var request = HttpRequest.newBuilder(subjects).timeout(START_TIMEOUT.dividedBy(10)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private boolean exitedWithin(Duration wait) throws InterruptedException {
    try {
      process.onExit().get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String lastLogLine() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(LOG));
    return lines.isEmpty() ? "its log is empty" : lines.get(lines.size() - 1).strip();
  }

  /** Kills the process and waits for its exit. A second call has no effect. */
  @Override
  public void close() {
    gate.close();
    process.destroyForcibly().onExit().join();
  }
}
