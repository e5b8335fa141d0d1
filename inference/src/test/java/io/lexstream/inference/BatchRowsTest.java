package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRowsTest {

  @Test
  void batchesByCountTakeRowsInOrderOfArrivalAndPadThem() {
    // Given
    var metrics = new RecordedMetrics();
    var options =
        TinyPackage.options()
            .set(AnalyzerOptions.CACHE_SIZE, 0L)
            .set(AnalyzerOptions.WORKERS, 1)
            .set(AnalyzerOptions.BATCH_ROWS, 4)
            .set(AnalyzerOptions.LINGER, Duration.ofSeconds(1)) // A worker waits for a full batch.
            .build();

    // When: short and long ones in turn
    try (var analyzer = TextAnalyzer.open(options, metrics)) {
      IntStream.range(0, 64)
          .mapToObj(number -> "We bought food" + " in the market".repeat(number % 2 * 6))
          .map(text -> analyzer.analyze(AnalysisRequest.of(text, "en")))
          .toList()
          .forEach(CompletableFuture::join);
    }

    // Then
    assertThat(metrics.of(AnalyzerMetric.BATCH_ROWS)).contains(4L).allMatch(rows -> rows <= 4);
    assertThat(metrics.sum(AnalyzerMetric.BATCH_ROWS)).isEqualTo(64);
    assertThat(metrics.sum(AnalyzerMetric.PADDED_TOKENS))
        .isGreaterThan(metrics.sum(AnalyzerMetric.TOKENS) * 5 / 4);
  }
}
