package io.lexstream.loadtest.bench;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code bench quick} and {@code bench full} take. */
final class BenchArguments {

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where the results go as JSON as well.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "lexstream-bench",
      description =
          "Folder for the report (report.html, report.md, report.json), what was measured, and logs"
              + " (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description =
          "Python with loadtest/baselines/requirements.txt installed: runs the Python baselines too,"
              + " which takes some minutes more.")
  private Optional<Path> python = Optional.empty();

  Optional<Path> json() {
    return json;
  }

  Path output() {
    return output;
  }

  Optional<Path> python() {
    return python;
  }
}
