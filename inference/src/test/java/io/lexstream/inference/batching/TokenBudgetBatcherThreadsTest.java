package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.hanging;
import static io.lexstream.inference.batching.TestRow.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.EngineFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, controlled by latches. Time advances only when the test advances it. */
@Timeout(60)
class TokenBudgetBatcherThreadsTest {

  private static final Duration RUN_TIMEOUT = Duration.ofSeconds(30);

  private final FaultyRunner runner = new FaultyRunner();
  private final ManualTimer timer = new ManualTimer();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(2, new DaemonThreads("test-worker"));

  @AfterEach
  void releaseHungRuns() {
    runner.release();
    workers.shutdown();
  }

  @Test
  void aHungRunFailsItsRowsAndThoseWaiting() throws Exception {
    // Given
    var batcher = batcher(1);
    var hung = batcher.submit(hanging(0, 200));
    runner.awaitHang();
    var waiting = batcher.submit(healthy(1, 200));

    // When
    timer.advance(RUN_TIMEOUT);

    // Then
    assertThat(failure(hung))
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("has not returned after 30000 ms");
    assertThat(failure(waiting)).isSameAs(failure(hung));
    assertThat(failure(batcher.submit(healthy(2, 200)))).hasMessageContaining("rejecting new rows");
  }

  @Test
  void aRunIsNotHungBeforeItsTimeout() throws Exception {
    // Given
    var batcher = batcher(1);
    var slow = batcher.submit(hanging(0, 200));
    runner.awaitHang();

    // When
    timer.advance(RUN_TIMEOUT.minusNanos(1));
    runner.release();

    // Then
    assertThat(slow.get()).isEqualTo("result of 0");
  }

  @Test
  void aHungRunDoesNotFailTheBatchOfAnotherWorker() throws Exception {
    // Given
    var batcher = batcher(2);
    var begun = new CountDownLatch(2);
    var mayEnd = new CountDownLatch(1);
    runner.onRun(
        () -> {
          begun.countDown();
          if (begun.getCount() == 0) {
            awaitLatch(mayEnd);
          }
        });
    var hung = batcher.submit(hanging(0, 256));
    runner.awaitHang();
    // Its own timeout begins a second later.
    timer.advance(Duration.ofSeconds(1));
    var beside = batcher.submit(healthy(1, 256));
    begun.await();
    awaitAlarms(2);

    // When
    timer.advance(RUN_TIMEOUT.minusSeconds(1));
    mayEnd.countDown();

    // Then
    assertThat(beside.get()).isEqualTo("result of 1");
    assertThat(hung).isCompletedExceptionally();
  }

  @Test
  void closeReturnsAlthoughARunHangsAndTerminatesWhenTheRunReturns() throws Exception {
    // Given
    var batcher = batcher(1);
    batcher.submit(hanging(0, 200));
    runner.awaitHang();
    timer.advance(RUN_TIMEOUT);

    // When
    batcher.close();
    boolean terminatedWhileHung = batcher.isTerminated() || batcher.termination().isDone();
    runner.release();

    // Then
    assertThat(terminatedWhileHung).isFalse();
    batcher.termination().join();
    assertThat(batcher.isTerminated()).isTrue();
  }

  @Test
  void closeWaitsForAHungRunUntilItsTimeout() throws Exception {
    // Given
    var batcher = batcher(1);
    var hung = batcher.submit(hanging(0, 200));
    runner.awaitHang();
    var closing = CompletableFuture.runAsync(batcher::close);
    await().until(() -> batcher.submit(healthy(1, 10)).isCompletedExceptionally());
    boolean closedEarly = closing.isDone();

    // When
    timer.advance(RUN_TIMEOUT);
    closing.join();

    // Then
    assertThat(closedEarly).isFalse();
    assertThat(hung).isCompletedExceptionally();
  }

  @Test
  void anInterruptedCloseFailsTheWaitingRows() throws Exception {
    // Given
    var batcher = batcher(1);
    var running = batcher.submit(hanging(0, 200));
    runner.awaitHang();
    var waiting = batcher.submit(healthy(1, 200));

    // When
    Thread.currentThread().interrupt();
    batcher.close();
    boolean interrupted = Thread.interrupted();
    runner.release();

    // Then
    assertThat(interrupted).isTrue();
    assertThat(failure(waiting))
        .hasMessageContaining("closing was interrupted before this row ran");
    assertThat(running.get()).isEqualTo("result of 0");
    batcher.termination().join();
  }

  @Test
  void workersRunBatchesAtTheSameTime() throws Exception {
    // Given
    var bothInside = new CountDownLatch(2);
    runner.onRun(
        () -> {
          bothInside.countDown();
          awaitLatch(bothInside);
        });
    var batcher = batcher(2);

    // When
    var answers = List.of(batcher.submit(healthy(0, 256)), batcher.submit(healthy(1, 256)));

    // Then
    for (var answer : answers) {
      assertThat(answer.get()).startsWith("result of");
    }
  }

  @Test
  void concurrentRunsAreAtMostTheNumberOfWorkers() {
    // Given
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    BatchRunner<TestRow, String> counting =
        rows -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          var results = runner.run(rows);
          inside.decrementAndGet();
          return results;
        };
    var options = new BatchingOptions(2, 64, Duration.ZERO, RUN_TIMEOUT);
    var answers = new ArrayList<CompletableFuture<String>>();

    // When
    try (var batcher =
        new TokenBudgetBatcher<>(
            options, counting, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {})) {
      for (int i = 0; i < 500; i++) {
        answers.add(batcher.submit(healthy(i, 1 + i % 90)));
      }
    }

    // Then
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void theRealClockDetectsAHungRun() throws Exception {
    // Given
    var options = new BatchingOptions(1, 256, Duration.ZERO, Duration.ofMillis(50));
    var batcher =
        new TokenBudgetBatcher<>(
            options, runner, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {});

    // When
    var hung = batcher.submit(hanging(0, 200));

    // Then
    await().until(hung::isCompletedExceptionally);
    batcher.close();
    assertThat(batcher.isTerminated()).isFalse();
  }

  @Test
  void theRealClockEndsALinger() throws Exception {
    // Given
    var options = new BatchingOptions(1, 256, Duration.ofMillis(20), RUN_TIMEOUT);

    // When
    try (var batcher =
        new TokenBudgetBatcher<>(
            options, runner, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {})) {
      var answer = batcher.submit(healthy(0, 20));

      // Then
      assertThat(answer.get()).isEqualTo("result of 0");
    }
  }

  private TokenBudgetBatcher<TestRow, String> batcher(int count) {
    var options = new BatchingOptions(count, 256, Duration.ZERO, RUN_TIMEOUT);
    return new TokenBudgetBatcher<>(
        options, runner, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {}, workers, timer);
  }

  private void awaitAlarms(int count) {
    await().until(() -> timer.alarms() == count);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Throwable failure(CompletableFuture<String> answer) {
    assertThat(answer).isCompletedExceptionally();
    return answer.handle((result, e) -> e).join();
  }
}
