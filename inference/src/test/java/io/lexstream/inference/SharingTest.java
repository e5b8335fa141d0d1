package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
    var options = TinyPackage.options().workers(2).build();

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
    var rows = new AtomicInteger();
    var listener =
        new AnalyzerListener() {
          @Override
          public void batchRun(
              String model, int count, int tokens, int paddedTokens, Duration took) {
            rows.addAndGet(count);
          }
        };
    var options = TinyPackage.options().cacheBytes(0).listener(listener).build();

    // When
    try (var first = TextAnalyzer.open(options);
        var second = TextAnalyzer.open(options)) {
      first.analyze(AnalysisRequest.of("good", "en")).join();
      second.analyze(AnalysisRequest.of("good", "en")).join();
    }

    // Then
    assertThat(rows).hasValue(2);
  }

  @Test
  void closingAnswersWhatWasAskedBefore() {
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
  void closingOnItsOwnThreadIsRefusedRatherThanWaitingForItself(String word) {
    // Given
    var analyzer =
        TextAnalyzer.open(TinyPackage.options().runTimeout(Duration.ofSeconds(3)).build());

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
    assertThat(closing.join()).hasMessageContaining("close it on a thread of yours");
  }

  @Test
  void aHungRunFailsTheEngineAndARestartGetsANewOne() {
    // Given
    var options = TinyPackage.options().runTimeout(Duration.ofSeconds(3)).build();
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
    var listener =
        new AnalyzerListener() {
          @Override
          public void analyzed(Analysis analysis, Duration took) {
            throw new IllegalStateException("broken metrics");
          }
        };

    // When
    Analysis analysis;
    try (var analyzer = TextAnalyzer.open(TinyPackage.options().listener(listener).build())) {
      analysis = analyzer.analyze(AnalysisRequest.of("good", "en")).join();
    }

    // Then
    assertThat(analysis.sentiment()).isPresent();
  }
}
