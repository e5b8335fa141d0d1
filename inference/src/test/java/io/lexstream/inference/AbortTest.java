package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The only worker is held at its first batch, so that all later rows wait. */
@Timeout(60)
class AbortTest {

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final AtomicInteger rowsRun = new AtomicInteger();

  private final AnalyzerOptions options =
      TinyPackage.options()
          .set(AnalyzerOptions.WORKERS, 1)
          .set(AnalyzerOptions.TOKEN_BUDGET, 32)
          .set(AnalyzerOptions.CACHE_SIZE, 0L)
          .build();

  private final AnalyzerListener holdingFirstBatch =
      (metric, value) -> {
        if (metric == AnalyzerMetric.BATCH_ROWS) {
          rowsRun.addAndGet((int) value);
        } else if (metric == AnalyzerMetric.QUEUE_TIME) {
          held.countDown();
          try {
            letGo.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };

  @AfterEach
  void releaseTheWorker() {
    letGo.countDown();
  }

  private static List<CompletableFuture<Analysis>> analyze(TextAnalyzer analyzer) {
    return IntStream.range(0, 50)
        .mapToObj(i -> analyzer.analyze(AnalysisRequest.of("the city " + i, "en")))
        .toList();
  }

  private static void assertFailed(List<CompletableFuture<Analysis>> answers) {
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThatThrownBy(answer::join)
                    .hasCauseInstanceOf(EngineFailedException.class)
                    .hasMessageContaining("this text was not analyzed"));
  }

  @Test
  void abortingFailsWaitingTextsAndWaitsForRunsOnly() throws Exception {
    // Given
    var analyzer = TextAnalyzer.open(options, holdingFirstBatch);
    var answers = analyze(analyzer);
    held.await();

    // When
    var aborting = CompletableFuture.runAsync(analyzer::abort);

    // Then
    assertFailed(answers);
    assertThat(aborting).isNotDone();
    letGo.countDown();
    aborting.join();
    assertThat(rowsRun.get()).isLessThan(10);
    assertThatThrownBy(analyzer.analyze(AnalysisRequest.of("late"))::join)
        .hasCauseInstanceOf(EngineFailedException.class);
  }

  @Test
  void abortingDoesNotAffectOtherAnalyzersOfTheSameEngine() throws Exception {
    // Given
    var aborted = TextAnalyzer.open(options, holdingFirstBatch);
    try (var other = TextAnalyzer.open(options, holdingFirstBatch)) {
      var abortedAnswers = analyze(aborted);
      held.await();
      var wanted = analyze(other);

      // When
      aborted.abort();
      letGo.countDown();

      // Then
      assertFailed(abortedAnswers);
      assertThat(wanted).allSatisfy(answer -> assertThat(answer.join().sentiment()).isPresent());
    }
  }

  @Test
  void anAbortedRowDoesNotRun() throws Exception {
    // Given
    var first = TextAnalyzer.open(options, holdingFirstBatch);
    try (var second = TextAnalyzer.open(options, holdingFirstBatch)) {
      var kept = first.analyze(AnalysisRequest.of("good", "en"));
      held.await();
      var abortedAnswers = analyze(second);

      // When
      second.abort();
      letGo.countDown();
      kept.join();
      first.close();

      // Then
      assertFailed(abortedAnswers);
      assertThat(rowsRun).hasValue(1);
    }
  }

  @Test
  void anInterruptedCloseFailsWaitingTextsAndReleasesTheEngineLater() throws Exception {
    // Given
    var analyzer = TextAnalyzer.open(options, holdingFirstBatch);
    var answers = analyze(analyzer);
    held.await();
    var interrupted = new CompletableFuture<Boolean>();
    var closing =
        new Thread(
            () -> {
              analyzer.close();
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    closing.start();

    // When
    closing.interrupt();

    // Then
    assertThat(interrupted.join()).isTrue();
    assertFailed(answers);
    assertThat(SharingTest.workers()).isPositive();
    letGo.countDown();
    await().until(() -> SharingTest.workers() == 0);
    assertThat(rowsRun.get()).isLessThan(10);
  }
}
