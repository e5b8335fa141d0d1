package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.failing;
import static io.lexstream.inference.batching.TestRow.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Workers run and time advances only when the test calls them: no threads, no waiting. */
class TokenBudgetBatcherTest {

  private static final Duration RUN_TIMEOUT = Duration.ofSeconds(30);

  private final FaultyRunner runner = new FaultyRunner();
  private final StepExecutor workers = new StepExecutor();
  private final ManualTimer timer = new ManualTimer();

  @Test
  void aRowIsAnsweredWithItsResult() {
    // Given
    var batcher = batcher(1, Duration.ZERO);

    // When
    var answer = batcher.submit(healthy(7, 20));
    workers.runAll();

    // Then
    assertThat(answer).isCompletedWithValue("result of 7");
  }

  @Test
  void anIdleWorkerIsCalledAtOnce() {
    // Given
    var batcher = batcher(2, Duration.ZERO);

    // When
    batcher.submit(healthy(0, 20));

    // Then
    assertThat(workers.waiting()).isEqualTo(1);
    assertThat(timer.alarms()).isZero();
  }

  @Test
  void rowsThatArriveDuringARunShareTheNextOne() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    var late = List.of(healthy(1, 20), healthy(2, 20), healthy(3, 20));
    runner.onRun(
        () -> {
          runner.onRun(() -> {});
          late.forEach(batcher::submit);
        });

    // When
    batcher.submit(healthy(0, 20));
    workers.runAll();

    // Then
    assertThat(runner.runs()).containsExactly(List.of(healthy(0, 20)), late);
  }

  @Test
  void moreWorkersAreCalledOnlyWhileRowsWait() {
    // Given
    var batcher = batcher(4, Duration.ZERO);

    // When
    batcher.submit(healthy(0, 200));
    batcher.submit(healthy(1, 200));

    // Then
    assertThat(workers.waiting()).isEqualTo(2);
  }

  @Test
  void aLingerCollectsRowsUntilItIsOver() {
    // Given
    var batcher = batcher(1, Duration.ofMillis(5));
    var rows = List.of(healthy(0, 20), healthy(1, 20));
    batcher.submit(rows.get(0));
    timer.advance(Duration.ofMillis(4));
    batcher.submit(rows.get(1));
    workers.runAll();
    int runsBefore = runner.runs().size();

    // When
    timer.advance(Duration.ofMillis(1));
    workers.runAll();

    // Then
    assertThat(runsBefore).isZero();
    assertThat(runner.runs()).containsExactly(rows);
  }

  @Test
  void aLingerEndsWhenABatchIsFull() {
    // Given
    var batcher = batcher(1, Duration.ofMillis(5));

    // When
    batcher.submit(healthy(0, 128));
    batcher.submit(healthy(1, 128));
    workers.runAll();

    // Then
    assertThat(runner.runs()).containsExactly(List.of(healthy(0, 128), healthy(1, 128)));
  }

  @Test
  void aLingerIsCountedFromEachRowsArrival() {
    // Given
    var batcher = batcher(1, Duration.ofMillis(5));
    batcher.submit(healthy(0, 256));
    timer.advance(Duration.ofMillis(3));
    workers.runAll();
    batcher.submit(healthy(1, 20));

    // When
    timer.advance(Duration.ofMillis(4));
    workers.runAll();
    int runsBefore = runner.runs().size();
    timer.advance(Duration.ofMillis(1));
    workers.runAll();

    // Then
    assertThat(runsBefore).isEqualTo(1);
    assertThat(runner.runs()).hasSize(2);
  }

  @Test
  void aRowThatArrivesDuringARunLingersAfterItAndIsServed() {
    // Given
    var batcher = batcher(1, Duration.ofMillis(5));
    batcher.submit(healthy(0, 256));
    runner.onRun(
        () -> {
          runner.onRun(() -> {});
          batcher.submit(healthy(1, 20));
        });
    workers.runAll();
    int runsBefore = runner.runs().size();

    // When
    timer.advance(Duration.ofMillis(5));
    workers.runAll();

    // Then
    assertThat(runsBefore).isEqualTo(1);
    assertThat(runner.runs()).hasSize(2);
  }

  @Test
  void afterALingerAllIdleWorkersServeWhatIsDue() {
    // Given
    var batcher = batcher(2, Duration.ofMillis(5));
    batcher.submit(healthy(0, 200));
    batcher.submit(healthy(1, 10));
    timer.advance(Duration.ofMillis(5));
    int calledAtOnce = workers.waiting();
    var calledDuringTheRun = new ArrayList<Integer>();
    runner.onRun(() -> calledDuringTheRun.add(workers.waiting()));

    // When
    workers.runAll();

    // Then
    assertThat(calledAtOnce).isEqualTo(1);
    assertThat(calledDuringTheRun).first().isEqualTo(1);
    assertThat(runner.runs()).hasSize(2);
  }

  @Test
  void closingEndsALinger() {
    // Given
    var batcher = batcher(1, Duration.ofMillis(5));
    var answer = batcher.submit(healthy(0, 20));

    // When
    batcher.beginClose();
    workers.runAll();

    // Then
    assertThat(answer).isCompletedWithValue("result of 0");
    assertThat(batcher.isTerminated()).isTrue();
  }

  @Test
  void aFailingRowFailsAloneAndTheNextRowRuns() {
    // Given
    var batcher = batcher(1, Duration.ZERO);

    // When
    var before = batcher.submit(healthy(0, 20));
    var failing = batcher.submit(failing(1, 20));
    var beside = batcher.submit(healthy(2, 20));
    workers.runAll();
    var after = batcher.submit(healthy(3, 20));
    workers.runAll();

    // Then
    assertThat(failure(failing)).isInstanceOf(RowFailedException.class);
    assertThat(List.of(before, beside, after)).allSatisfy(a -> assertThat(a).isCompleted());
  }

  @Test
  void anEngineFailureFailsTheBatchAllWaitingRowsAndAllLaterRows() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    runner.breakEngine();

    // When
    var running = batcher.submit(healthy(0, 256));
    var waiting = batcher.submit(healthy(1, 256));
    workers.runAll();
    var later = batcher.submit(healthy(2, 20));

    // Then
    assertThat(failure(running)).isInstanceOf(EngineFailedException.class);
    assertThat(failure(waiting)).isSameAs(failure(running));
    assertThat(failure(later))
        .isInstanceOf(EngineFailedException.class)
        .hasMessageStartingWith("rejecting new rows: engine failed: ")
        .hasCause(failure(running));
    assertThat(runner.runs()).as("the batch and the probe").hasSize(2);
  }

  @Test
  void aRowSubmittedWhenAnEngineFailureIsReportedIsRejected() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    runner.breakEngine();
    var second = new ArrayList<CompletableFuture<String>>();

    // When
    var first =
        batcher
            .submit(healthy(0, 20))
            .whenComplete((result, e) -> second.add(batcher.submit(healthy(1, 20))));
    workers.runAll();

    // Then
    assertThat(first).isCompletedExceptionally();
    assertThat(failure(second.get(0))).hasMessageContaining("rejecting new rows");
  }

  @Test
  void rowsAfterCloseFail() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    batcher.close();

    // When
    var answer = batcher.submit(healthy(0, 20));

    // Then
    assertThat(failure(answer))
        .isInstanceOf(EngineFailedException.class)
        .hasMessage("batcher is closed; rejecting new rows");
  }

  @Test
  void closingDrainsAndThenStopsTheWorkers() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    var answers = List.of(batcher.submit(healthy(0, 200)), batcher.submit(healthy(1, 200)));

    // When
    batcher.beginClose();
    boolean stoppedBefore = workers.isShutdown();
    workers.runAll();

    // Then
    assertThat(stoppedBefore).isFalse();
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(workers.isTerminated()).isTrue();
    assertThat(timer.alarms()).isZero();
  }

  @Test
  void closingFromARowsCompletionDoesNotWaitForItself() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    batcher.submit(healthy(0, 20)).thenRun(batcher::close);
    var other = batcher.submit(healthy(1, 20));

    // When
    workers.runAll();

    // Then
    assertThat(other).isCompletedWithValue("result of 1");
    assertThat(batcher.isTerminated()).isTrue();
  }

  @Test
  void aRunThatReturnsInTimeLeavesNoAlarmBehind() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    var answers = List.of(batcher.submit(healthy(0, 20)), batcher.submit(failing(1, 20)));

    // When
    workers.runAll();

    // Then
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isDone());
    assertThat(timer.alarms()).isZero();
  }

  @Test
  void eachRunOfABisectedBatchHasItsOwnTimeout() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    runner.onRun(() -> timer.advance(RUN_TIMEOUT.minusMillis(1)));
    var healthy = batcher.submit(healthy(0, 20));
    var failing = batcher.submit(failing(1, 20));

    // When
    workers.runAll();

    // Then
    assertThat(healthy).isCompletedWithValue("result of 0");
    assertThat(failure(failing)).isInstanceOf(RowFailedException.class);
  }

  @Test
  void aRunThatReturnsAfterItsTimeoutHasNoEffect() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    runner.onRun(() -> timer.advance(RUN_TIMEOUT));
    var answer = batcher.submit(healthy(0, 20));

    // When
    workers.runAll();

    // Then
    assertThat(failure(answer))
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining(
            "a run of 1 row(s), 20 tokens, 20 with padding has not returned after 30000 ms");
  }

  @Test
  void aRunThatFailsAfterItsTimeoutIsNotBisected() {
    // Given
    var batcher = batcher(1, Duration.ZERO);
    runner.onRun(() -> timer.advance(RUN_TIMEOUT));
    batcher.submit(healthy(0, 20));
    batcher.submit(failing(1, 20));

    // When
    workers.runAll();

    // Then
    assertThat(runner.runs()).hasSize(1);
  }

  @Test
  void aRowWithoutTokensIsRejected() {
    // Given
    var batcher = batcher(1, Duration.ZERO);

    // When / Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batcher.submit(healthy(0, 0)))
        .withMessage("a row has 0 tokens, must have 1 or more");
  }

  private TokenBudgetBatcher<TestRow, String> batcher(int count, Duration linger) {
    var options = new BatchingOptions(count, 256, linger, RUN_TIMEOUT);
    return new TokenBudgetBatcher<>(
        options, runner, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {}, workers, timer);
  }

  private static Throwable failure(CompletableFuture<String> answer) {
    assertThat(answer).isCompletedExceptionally();
    return answer.handle((result, e) -> e).join();
  }
}
