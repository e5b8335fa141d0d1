package io.lexstream.loadtest.bench;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code bench quick} and {@code bench full}. */
final class BenchArguments {

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes the results as JSON to this file.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "lexstream-bench",
      description =
          "Folder for the report (report.html, report.md, report.json), measurements and logs"
              + " (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description =
          "Interpreter with loadtest/baselines/requirements.txt installed. Also runs the Python"
              + " baselines, which takes some minutes more.")
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
