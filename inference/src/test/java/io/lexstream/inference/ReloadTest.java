package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the counters of the process from /proc, so it needs Linux. */
class ReloadTest {

  private static final int RELOADS = 50;

  private static void openUseClose() {
    try (var analyzer = TextAnalyzer.open(TinyPackage.options().build())) {
      var answers =
          IntStream.range(0, 20)
              .mapToObj(
                  i -> analyzer.analyze(AnalysisRequest.of("Tim Cook met us. ".repeat(i), "en")))
              .toList();
      answers.forEach(answer -> assertThat(answer.join().skipped()).isNotNull());
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static int threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return (int) tasks.count();
    }
  }

  @Test
  void fiftyReloadsDoNotLeakMemoryFilesOrThreads() throws IOException {
    // Given
    IntStream.range(0, 15).forEach(i -> openUseClose());
    long memory = residentKilobytes();
    long files = openFiles();
    int threads = threads();

    // When
    IntStream.range(0, RELOADS).forEach(i -> openUseClose());

    // Then
    // A session of the tiny graph takes about a megabyte, so fifty leaked sessions exceed the
    // limit.
    assertThat(residentKilobytes() - memory).isLessThan(24 * 1024);
    assertThat(openFiles()).isLessThanOrEqualTo(files + 2);
    assertThat(threads()).isLessThanOrEqualTo(threads + 4);
  }
}
