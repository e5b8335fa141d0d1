package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.AnalyzerMetric;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineMetricsTest {

  private final RecordingMetricGroup group = new RecordingMetricGroup();
  private final EngineMetrics metrics = new EngineMetrics(group);

  @ParameterizedTest
  @EnumSource(AnalyzerMetric.class)
  void everyMetricIsExported(AnalyzerMetric metric) {
    // Given
    boolean ofModel = metric.scope() == AnalyzerMetric.Scope.MODEL;
    var path = (ofModel ? "lexstream.model=en." : "lexstream.") + metric.metricName();

    // When
    (ofModel ? metrics.forModel("en") : metrics).record(metric, 3);

    // Then
    switch (metric.kind()) {
      case COUNTER -> assertThat(group.count(path)).isEqualTo(3);
      case GAUGE -> assertThat(group.gauge(path)).isEqualTo(3L);
      case HISTOGRAM -> assertThat(mean(path)).isEqualTo(3);
    }
  }

  @Test
  void durationsAreInMicroseconds() {
    // When
    metrics
        .forModel("en")
        .recordTime(AnalyzerMetric.INFERENCE_TIME, Duration.ofNanos(1_234_567).toNanos());

    // Then
    assertThat(mean("lexstream.model=en.inference_us")).isEqualTo(1_234);
  }

  @Test
  void thePaddingRatioIsOfAllBatches() {
    // Given
    var model = metrics.forModel("en");

    // When
    model.record(AnalyzerMetric.TOKENS, 100);
    model.record(AnalyzerMetric.PADDED_TOKENS, 100);
    model.record(AnalyzerMetric.TOKENS, 50);
    model.record(AnalyzerMetric.PADDED_TOKENS, 100);

    // Then
    assertThat(group.gauge("lexstream.model=en.padding_ratio")).isEqualTo(0.25);
  }

  @Test
  void modelsAreCountedSeparately() {
    // Given
    var english = metrics.forModel("en");
    metrics.forModel("zh");

    // When
    english.record(AnalyzerMetric.ROWS_FAILED, 1);
    metrics.forModel("en").record(AnalyzerMetric.ROWS_FAILED, 1);

    // Then
    assertThat(group.count("lexstream.model=en.rows_failed")).isEqualTo(2);
    assertThat(group.count("lexstream.model=zh.rows_failed")).isZero();
  }

  private double mean(String path) {
    return group.histogram(path).getStatistics().getMean();
  }
}
