package io.lexstream.platform;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A schema registry that answers Confluent's API over HTTP: Apicurio, as a process of its own that
 * ends with this one, however this one ends. It keeps schemas and their ids in a database in its
 * folder, and reaches the disk before it answers.
 *
 * <p>Thread-safe.
 */
public final class RegistryServer implements AutoCloseable {

  private static final String API = "/apis/ccompat/v7";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final String LOG = "registry.log";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path folder;
  private final String url;

  private RegistryServer(Process process, Path folder, String url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /**
   * Starts a registry and waits until it answers.
   *
   * @param unpacked folder of the unpacked server
   * @param folder where it keeps its database and its log; what an earlier one left there is kept
   * @param port 0 for any free one
   * @throws IOException if it does not come up, naming the log that says why
   */
  public static RegistryServer start(Path unpacked, Path folder, int port)
      throws IOException, InterruptedException {
    int chosen = port == 0 ? FreePorts.find().first() : port;
    var jar = runner(unpacked);
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + chosen,
                "-Dquarkus.log.level=WARN",
                "-Dquarkus.datasource.jdbc.initial-size=1",
                "-Dquarkus.datasource.jdbc.min-size=1",
                "-Dquarkus.datasource.jdbc.max-size=8",
                "-cp",
                String.join(System.getProperty("path.separator"), ourClasses(), jar.toString()),
                DiesWithParent.class.getName(),
                mainClass(jar))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(LOG).toFile());
    // By default it writes half a second after it has answered.
    builder
        .environment()
        .put("REGISTRY_DATASOURCE_URL", "jdbc:h2:file:" + database(folder) + ";WRITE_DELAY=0");
    var server = new RegistryServer(builder.start(), folder, "http://127.0.0.1:" + chosen + API);
    try {
      server.awaitReady();
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
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
        "no schema registry in " + unpacked + ": start with the lexstream script");
  }

  private static String mainClass(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  private static String ourClasses() {
    try {
      var source = DiesWithParent.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Base of Confluent's API, for {@code registry.url}. */
  public String url() {
    return url;
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (endedWithin(LOOK_AGAIN) || System.nanoTime() > deadline) {
        throw new IOException("the schema registry did not start: " + lastWords());
      }
    }
  }

  private boolean answers() throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/subjects"))
            .timeout(PATIENCE.dividedBy(10))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private boolean endedWithin(Duration wait) throws InterruptedException {
    try {
      process.onExit().get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(LOG));
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
  }

  /** Ends the process and waits until it is gone. Calling it again does nothing. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
