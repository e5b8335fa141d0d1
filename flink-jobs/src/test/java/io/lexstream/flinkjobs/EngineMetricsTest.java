package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {

  private final RecordingMetricGroup group = new RecordingMetricGroup();
  private final EngineMetrics metrics = new EngineMetrics(group);

  @Test
  void durationsAreInMicroseconds() {
    // Given
    var took = Duration.ofNanos(1_234_567);

    // When
    metrics.tokenized("en", 10, 1, took);
    metrics.rowWaited("en", took.multipliedBy(2));
    metrics.batchRun("en", 4, 100, 128, took.multipliedBy(3));

    // Then
    assertThat(mean("lexstream.model=en.tokenize_us")).isEqualTo(1_234);
    assertThat(mean("lexstream.model=en.queue_us")).isEqualTo(2_469);
    assertThat(mean("lexstream.model=en.inference_us")).isEqualTo(3_703);
  }

  @Test
  void thePaddingRatioIsOfAllBatches() {
    // Given
    var took = Duration.ofMillis(1);

    // When
    metrics.batchRun("en", 4, 100, 100, took);
    metrics.batchRun("en", 4, 50, 100, took);

    // Then
    assertThat(group.gauge("lexstream.model=en.padding_ratio")).isEqualTo(0.25);
    assertThat(mean("lexstream.model=en.batch_rows")).isEqualTo(4);
    assertThat(mean("lexstream.model=en.batch_tokens")).isEqualTo(75);
  }

  @Test
  void modelsAreCountedApart() {
    // Given
    var failure = new IllegalStateException();

    // When
    metrics.rowFailed("en", failure);
    metrics.engineFailed("zh", failure);
    metrics.queueDepth("zh", 7);

    // Then
    assertThat(group.count("lexstream.model=en.rows_failed")).isEqualTo(1);
    assertThat(group.count("lexstream.model=zh.rows_failed")).isZero();
    assertThat(group.count("lexstream.model=zh.engines_failed")).isEqualTo(1);
    assertThat(group.gauge("lexstream.model=zh.queue_depth")).isEqualTo(7);
  }

  @Test
  void repeatsAreCounted() {
    // Given, When
    metrics.cacheHit();
    metrics.cacheHit();
    metrics.cacheMiss();

    // Then
    assertThat(group.count("lexstream.cache_hits")).isEqualTo(2);
    assertThat(group.count("lexstream.cache_misses")).isEqualTo(1);
  }

  private double mean(String path) {
    return group.histogram(path).getStatistics().getMean();
  }
}
