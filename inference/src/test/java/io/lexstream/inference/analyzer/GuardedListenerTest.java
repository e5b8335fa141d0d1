package io.lexstream.inference.analyzer;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {

  private final AnalyzerListener failing =
      (metric, value) -> {
        throw new IllegalStateException("broken metrics");
      };

  @Test
  void exceptionsOfAListenerAreIgnored() {
    // Given
    var guarded = new GuardedListener(failing);

    // When, Then
    assertThatCode(() -> guarded.record(AnalyzerMetric.CACHE_HITS, 1)).doesNotThrowAnyException();
    assertThatCode(() -> guarded.recordTime(AnalyzerMetric.QUEUE_TIME, 1))
        .doesNotThrowAnyException();
  }

  @Test
  void exceptionsOfAModelsListenerAreIgnored() {
    // Given
    var guarded =
        new GuardedListener(
            new AnalyzerListener() {
              @Override
              public void record(AnalyzerMetric metric, long value) {}

              @Override
              public AnalyzerListener forModel(String name) {
                return failing;
              }
            });

    // When
    var forModel = guarded.forModel("en");

    // Then
    assertThatCode(() -> forModel.record(AnalyzerMetric.TOKENS, 1)).doesNotThrowAnyException();
  }

  @Test
  void aListenerThatCannotBeBoundToAModelIsIgnored() {
    // Given
    var guarded =
        new GuardedListener(
            new AnalyzerListener() {
              @Override
              public void record(AnalyzerMetric metric, long value) {}

              @Override
              public AnalyzerListener forModel(String name) {
                throw new IllegalStateException("a metric of this name exists");
              }
            });

    // When
    var forModel = guarded.forModel("en");

    // Then
    assertThatCode(() -> forModel.record(AnalyzerMetric.TOKENS, 1)).doesNotThrowAnyException();
  }
}
