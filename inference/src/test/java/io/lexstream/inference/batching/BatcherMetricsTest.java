package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.failing;
import static io.lexstream.inference.batching.TestRow.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.AnalyzerMetric;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatcherMetricsTest {

  private final FaultyRunner runner = new FaultyRunner();
  private final StepExecutor workers = new StepExecutor();
  private final ManualTimer timer = new ManualTimer();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final List<EngineFailedException> engineFailures = new ArrayList<>();

  private final TokenBudgetBatcher<TestRow, String> batcher =
      new TokenBudgetBatcher<>(
          new BatchingOptions(1, 256, Duration.ZERO, Duration.ofSeconds(30)),
          runner,
          TestRow.KNOWN_GOOD,
          metrics,
          engineFailures::add,
          workers,
          timer);

  @Test
  void queueAndRunsOfARowAreMeasured() {
    // Given
    batcher.submit(healthy(0, 100));
    timer.advance(Duration.ofMillis(3));
    batcher.submit(healthy(1, 96));
    batcher.submit(healthy(2, 7));
    runner.onRun(() -> timer.advance(Duration.ofMillis(40)));

    // When
    workers.runAll();

    // Then
    assertThat(metrics.of(AnalyzerMetric.QUEUE_DEPTH)).containsExactly(1L, 2L, 3L, 1L, 0L);
    assertThat(metrics.of(AnalyzerMetric.QUEUE_TIME)).containsExactly(3_000L, 0L, 40_000L);
    assertThat(metrics.of(AnalyzerMetric.INFERENCE_TIME)).containsExactly(40_000L, 40_000L);
    assertThat(metrics.of(AnalyzerMetric.BATCH_ROWS)).containsExactly(2L, 1L);
    assertThat(metrics.of(AnalyzerMetric.BATCH_TOKENS)).containsExactly(196L, 7L);
    assertThat(metrics.sum(AnalyzerMetric.TOKENS)).isEqualTo(203);
    assertThat(metrics.sum(AnalyzerMetric.PADDED_TOKENS)).isEqualTo(207);
    assertThat(metrics.of(AnalyzerMetric.BATCHES_FAILED)).isEmpty();
  }

  @Test
  void rowFailuresAreCounted() {
    // Given
    batcher.submit(failing(0, 9));
    batcher.submit(healthy(1, 9));

    // When
    workers.runAll();

    // Then
    assertThat(metrics.of(AnalyzerMetric.FAILED_BATCH_ROWS)).containsExactly(2L, 1L);
    assertThat(metrics.sum(AnalyzerMetric.BATCHES_FAILED)).isEqualTo(2);
    assertThat(metrics.sum(AnalyzerMetric.ROWS_FAILED)).isEqualTo(1);
    assertThat(metrics.of(AnalyzerMetric.ENGINES_FAILED)).isEmpty();
    assertThat(engineFailures).isEmpty();
  }

  @Test
  void anEngineFailureIsCountedOnceAndReportedBeforeItsRowsFail() {
    // Given
    runner.breakEngine();
    var reportedBefore = new ArrayList<Integer>();
    var rows = List.of(batcher.submit(healthy(0, 256)), batcher.submit(healthy(1, 256)));
    rows.forEach(row -> row.whenComplete((r, e) -> reportedBefore.add(engineFailures.size())));

    // When
    workers.runAll();

    // Then
    assertThat(reportedBefore).containsExactly(1, 1);
    assertThat(engineFailures).hasSize(1);
    assertThat(metrics.sum(AnalyzerMetric.ENGINES_FAILED)).isEqualTo(1);
    assertThat(metrics.of(AnalyzerMetric.ROWS_FAILED)).isEmpty();
  }
}
