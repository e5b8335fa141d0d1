package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharingTest {

  static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lexstream-batch-worker"))
        .filter(Thread::isAlive)
        .count();
  }

  @Test
  void analyzersOfOnePackageShareItsEngine() {
    // Given
    await().until(() -> workers() == 0);
    var options = TinyPackage.options().set(AnalyzerOptions.WORKERS, 2).build();

    // When
    try (var first = TextAnalyzer.open(options);
        var second = TextAnalyzer.open(options)) {

      // Then
      assertThat(workers()).isEqualTo(2);
      first.close();
      assertThat(second.analyze(AnalysisRequest.of("good", "en")).join().sentiment()).isPresent();
    }
    await().untilAsserted(() -> assertThat(workers()).isZero());
  }

  @Test
  void aSharedBatchIsCountedOnce() {
    // Given
    var metrics = new RecordedMetrics();
    var options = TinyPackage.options().set(AnalyzerOptions.CACHE_SIZE, 0L).build();

    // When
    try (var first = TextAnalyzer.open(options, metrics);
        var second = TextAnalyzer.open(options, metrics)) {
      first.analyze(AnalysisRequest.of("good", "en")).join();
      second.analyze(AnalysisRequest.of("good", "en")).join();
    }

    // Then
    assertThat(metrics.sum(AnalyzerMetric.BATCH_ROWS)).isEqualTo(2);
  }

  @Test
  void modelMetricsGoToTheListenerOfThatModel() {
    // Given
    var ofModels = new ConcurrentHashMap<String, RecordedMetrics>();
    var listener =
        new AnalyzerListener() {
          @Override
          public void record(AnalyzerMetric metric, long value) {
            assertThat(metric.scope()).isEqualTo(AnalyzerMetric.Scope.ANALYZER);
          }

          @Override
          public AnalyzerListener forModel(String name) {
            return ofModels.computeIfAbsent(name, n -> new RecordedMetrics());
          }
        };

    // When
    try (var analyzer = TextAnalyzer.open(TinyPackage.options().build(), listener)) {
      analyzer.analyze(AnalysisRequest.of("good", "en")).join();
    }

    // Then
    assertThat(ofModels).containsOnlyKeys("lexstream-tiny");
    var metrics = ofModels.get("lexstream-tiny");
    assertThat(metrics.of(AnalyzerMetric.TOKENIZE_TIME)).hasSize(1);
    assertThat(metrics.sum(AnalyzerMetric.BATCH_ROWS)).isEqualTo(1);
    assertThat(metrics.of(AnalyzerMetric.QUEUE_DEPTH)).last().isEqualTo(0L);
  }

  @Test
  void closingAnswersEarlierRequests() {
    // Given
    var answers = new ArrayList<CompletableFuture<Analysis>>();
    var analyzer = TextAnalyzer.open(TinyPackage.options().build());
    IntStream.range(0, 200)
        .forEach(i -> answers.add(analyzer.analyze(AnalysisRequest.of("the city " + i, "en"))));

    // When
    analyzer.close();

    // Then
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).isCompletedWithValueMatching(a -> true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"city", TinyPackage.FAILING_WORD, TinyPackage.HANGING_WORD})
  @Timeout(60)
  void closingOnItsOwnThreadIsRejected(String word) {
    // Given
    var analyzer =
        TextAnalyzer.open(
            TinyPackage.options().set(AnalyzerOptions.RUN_TIMEOUT, Duration.ofSeconds(3)).build());

    // When
    var closing = new CompletableFuture<Throwable>();
    try (analyzer) {
      var listened =
          analyzer
              .analyze(AnalysisRequest.of("the city ".repeat(5000) + word, "en"))
              .whenComplete(
                  (analysis, failure) -> {
                    try {
                      analyzer.close();
                      closing.complete(null);
                    } catch (IllegalStateException e) {
                      closing.complete(e);
                    }
                  });
      await().until(listened::isDone);
    }

    // Then
    assertThat(closing.join()).hasMessageContaining("close it on another thread");
  }

  @Test
  void aHungRunFailsTheEngineAndARestartGetsANewOne() {
    // Given
    var options =
        TinyPackage.options().set(AnalyzerOptions.RUN_TIMEOUT, Duration.ofSeconds(3)).build();
    var failed = TextAnalyzer.open(options);

    // When
    var hung = failed.analyze(AnalysisRequest.of("the " + TinyPackage.HANGING_WORD, "en"));

    // Then
    assertThatThrownBy(hung::join).hasCauseInstanceOf(EngineFailedException.class);
    assertThatThrownBy(failed.analyze(AnalysisRequest.of("good", "en"))::join)
        .hasCauseInstanceOf(EngineFailedException.class);
    try (var restarted = TextAnalyzer.open(options)) {
      assertThat(restarted.analyze(AnalysisRequest.of("good", "en")).join().sentiment())
          .isPresent();
    }
    failed.close();
    await().untilAsserted(() -> assertThat(workers()).isZero());
  }

  @Test
  void aListenerThatThrowsFailsNoText() {
    // Given
    AnalyzerListener failing =
        (metric, value) -> {
          throw new IllegalStateException("broken metrics");
        };

    // When
    Analysis analysis;
    try (var analyzer = TextAnalyzer.open(TinyPackage.options().build(), failing)) {
      analysis = analyzer.analyze(AnalysisRequest.of("good", "en")).join();
    }

    // Then
    assertThat(analysis.sentiment()).isPresent();
  }
}
