package io.lexstream.cli;

import static org.awaitility.Awaitility.await;

import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code lexstream up} as a separate process that a test can kill. */
final class UpProcess implements AutoCloseable {

  private static final String TINY_MODEL = ProjectFiles.tinyModel().toString();
  private static final Duration TIMEOUT = Duration.ofMinutes(4);

  private final Process process;
  private final Path log;
  private final Path temporary;

  private UpProcess(Process process, Path log, Path temporary) {
    this.process = process;
    this.log = log;
    this.temporary = temporary;
  }

  /** Starts the process with a small model and free ports and returns at once. */
  static UpProcess launch(Path temporary) throws IOException {
    return launch(temporary, List.of("--model", TINY_MODEL));
  }

  /**
   * Starts the process and waits until the platform is ready.
   *
   * @param temporary folder for its log and its temporary files
   * @param flags besides those that choose a small model and free ports
   */
  static UpProcess start(Path temporary, String... flags) throws IOException {
    var all = new ArrayList<>(List.of("--model", TINY_MODEL));
    all.addAll(List.of(flags));
    return startWithDefaultModels(temporary, all.toArray(String[]::new));
  }

  /** Starts the process with the default packages. */
  static UpProcess startWithDefaultModels(Path temporary, String... flags) throws IOException {
    var up = launch(temporary, List.of(flags));
    try {
      await("up")
          .atMost(TIMEOUT)
          .failFast("up", up::requireAlive)
          .until(() -> up.labelled("registry").isPresent());
      return up;
    } catch (RuntimeException e) {
      up.close();
      throw e;
    }
  }

  private static UpProcess launch(Path temporary, List<String> flags) throws IOException {
    var log = Files.createTempFile(temporary, "up", ".log");
    // As the script does.
    var processFolder = Files.createTempDirectory(temporary, "lexstream-run-");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=log4j2-lexstream.properties",
                "-Djava.io.tmpdir=" + processFolder,
                "-Dlexstream.home=" + Path.of("..").toRealPath(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Lexstream.class.getName(),
                "up",
                "--http-port=0",
                "--broker-port=0",
                "--registry-port=0"));
    command.addAll(flags);
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new UpProcess(process, log, processFolder);
  }

  private void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended: " + output());
    }
  }

  String dashboard() throws IOException {
    return labelled("dashboard").orElseThrow();
  }

  String broker() throws IOException {
    return labelled("broker").orElseThrow();
  }

  String registry() throws IOException {
    return labelled("registry").orElseThrow();
  }

  /** The folder for temporary files of this process. */
  Path temporary() {
    return temporary;
  }

  /** Kills the process like {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops the process like Ctrl-C and returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not stop");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private Optional<String> labelled(String label) throws IOException {
    return output()
        .lines()
        .filter(line -> line.startsWith(label + ": "))
        .map(line -> line.substring(label.length() + 2))
        .findFirst();
  }

  String output() throws IOException {
    return Files.readString(log);
  }
}
