package io.lexstream.inference.analyzer;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {

  private final AnalyzerListener failing =
      (metric, value) -> {
        throw new IllegalStateException("broken metrics");
      };

  @BeforeEach
  void suppressTheWarningThatTheseTestsCause() {
    Configurator.setLevel(GuardedListener.class.getName(), Level.OFF);
  }

  @AfterEach
  void logAgain() {
    Configurator.setLevel(GuardedListener.class.getName(), Level.WARN);
  }

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
}
