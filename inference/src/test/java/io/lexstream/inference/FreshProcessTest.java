package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of a user, without the environment variables that tests set for the libraries. */
class FreshProcessTest {

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void anAnalyzerOpensWithALongCommandLineAndWithoutNetworkAccessForTheTokenizer()
      throws Exception {
    // Given
    Path output = folder.resolve("output");
    var process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dlexstream.long=" + "x".repeat(10_000),
                    Opening.class.getName(),
                    TinyPackage.folder().toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    var environment = process.environment();
    environment.remove("ORT_DISABLE_TELEMETRY");
    environment.remove("RUST_FLAVOR");
    environment.put(
        "CLASSPATH",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));

    // When
    var started = process.start();
    boolean ended = started.waitFor(110, TimeUnit.SECONDS);
    started.destroyForcibly();

    // Then
    assertThat(ended).isTrue();
    assertThat(Files.readString(output)).contains("flavor cpu, sentiment positive");
    assertThat(started.exitValue()).isZero();
  }

  /** The other process. */
  static final class Opening {

    private Opening() {}

    public static void main(String[] arguments) {
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
