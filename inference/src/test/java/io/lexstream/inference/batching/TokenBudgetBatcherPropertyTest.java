package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TokenBudgetBatcherPropertyTest {

  private static final Duration RUN_TIMEOUT = Duration.ofSeconds(30);

  /** Several real callers and workers, rows of all kinds, closed right after the last row. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyRowIsAnsweredOnceAsIfItWereAlone(
      @ForAll("rows") List<TestRow> rows,
      @ForAll @IntRange(min = 1, max = 4) int workers,
      @ForAll @IntRange(min = 1, max = 600) int budget)
      throws Exception {
    // Given
    var runner = new FaultyRunner();
    var answers = new ConcurrentHashMap<TestRow, CompletableFuture<String>>();
    var options = new BatchingOptions(workers, budget, Duration.ZERO, RUN_TIMEOUT);

    // When
    try (var batcher =
        new TokenBudgetBatcher<>(
            options, runner, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {})) {
      inThreeThreads(rows, row -> answers.put(row, batcher.submit(row)));
    }

    // Then
    assertThat(answers).hasSize(rows.size());
    answers.forEach(TokenBudgetBatcherPropertyTest::assertAnsweredAsIfAlone);
    assertThat(runner.runs())
        .allSatisfy(
            run ->
                assertThat(run.size() == 1 || BatchShape.of(run).paddedTokens() <= budget)
                    .isTrue());
  }

  /** Closed while callers still submit: every row is answered or rejected. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void closingAnswersOrRejectsEveryRow(
      @ForAll("rows") List<TestRow> rows,
      @ForAll @IntRange(min = 1, max = 3) int workers,
      @ForAll @IntRange(min = 0, max = 60) int closeAfter)
      throws Exception {
    // Given
    var runner = new FaultyRunner();
    var answers = new ConcurrentHashMap<TestRow, CompletableFuture<String>>();
    var options = new BatchingOptions(workers, 256, Duration.ofNanos(1), RUN_TIMEOUT);
    var batcher =
        new TokenBudgetBatcher<>(
            options, runner, TestRow.KNOWN_GOOD, AnalyzerListener.NONE, failure -> {});
    var submitted = new AtomicInteger();

    // When
    inThreeThreads(
        rows,
        row -> {
          answers.put(row, batcher.submit(row));
          if (submitted.incrementAndGet() == closeAfter) {
            batcher.close();
          }
        });
    batcher.close();

    // Then
    assertThat(batcher.isTerminated()).isTrue();
    answers.forEach(
        (row, answer) -> {
          if (answer.isCompletedExceptionally()
              && failure(answer) instanceof EngineFailedException rejection) {
            assertThat(rejection).hasMessage("batcher is closed; rejecting new rows");
          } else {
            assertAnsweredAsIfAlone(row, answer);
          }
        });
  }

  /**
   * The engine fails or hangs at some run: every row that is not answered by then gets the engine
   * failure.
   */
  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anEngineFailureIsNeverReportedAsARowFailure(
      @ForAll("rows") List<TestRow> rows,
      @ForAll @IntRange(min = 1, max = 30) int failsAt,
      @ForAll boolean hangs) {
    // Given
    var runner = new FaultyRunner();
    var workers = new StepExecutor();
    var timer = new ManualTimer();
    var options = new BatchingOptions(2, 256, Duration.ZERO, RUN_TIMEOUT);
    var batcher =
        new TokenBudgetBatcher<>(
            options,
            runner,
            TestRow.KNOWN_GOOD,
            AnalyzerListener.NONE,
            failure -> {},
            workers,
            timer);
    runner.onRun(
        () -> {
          if (runner.runs().size() == failsAt && hangs) {
            timer.advance(RUN_TIMEOUT);
          } else if (runner.runs().size() >= failsAt && !hangs) {
            runner.breakEngine();
          }
        });
    var answersOf = new HashMap<TestRow, Integer>();
    Map<TestRow, CompletableFuture<String>> answers = new HashMap<>();

    // When
    for (var row : rows) {
      var answer = batcher.submit(row);
      answers.put(row, answer);
      answer.whenComplete((result, e) -> answersOf.merge(row, 1, Integer::sum));
      if (row.id() % 5 == 4) {
        workers.runAll();
      }
    }
    workers.runAll();
    batcher.close();

    // Then
    assertThat(answersOf)
        .hasSize(rows.size())
        .allSatisfy((row, times) -> assertThat(times).isEqualTo(1));
    answers.forEach(
        (row, answer) -> {
          if (!answer.isCompletedExceptionally() || failure(answer) instanceof RowFailedException) {
            assertAnsweredAsIfAlone(row, answer);
          } else {
            assertThat(failure(answer)).isInstanceOf(EngineFailedException.class);
            assertThat(runner.runs()).hasSizeGreaterThanOrEqualTo(failsAt);
          }
        });
  }

  @Provide
  Arbitrary<List<TestRow>> rows() {
    return TestRows.withFailingOnes(60);
  }

  private static void assertAnsweredAsIfAlone(TestRow row, CompletableFuture<String> answer) {
    if (row.fault() == TestRow.Fault.NONE) {
      assertThat(answer).isCompletedWithValue(row.result());
    } else {
      assertThat(failure(answer)).isInstanceOf(RowFailedException.class);
    }
  }

  private static Throwable failure(CompletableFuture<String> answer) {
    assertThat(answer).isCompletedExceptionally();
    return answer.handle((result, e) -> e).join();
  }

  private interface Step {
    void take(TestRow row);
  }

  private static void inThreeThreads(List<TestRow> rows, Step step) throws Exception {
    var start = new CountDownLatch(1);
    var threads = new ArrayList<CompletableFuture<Void>>();
    for (int t = 0; t < 3; t++) {
      int offset = t;
      var done = new CompletableFuture<Void>();
      threads.add(done);
      new Thread(
              () -> {
                try {
                  start.await();
                  for (int i = offset; i < rows.size(); i += 3) {
                    step.take(rows.get(i));
                  }
                  done.complete(null);
                } catch (Throwable e) {
                  done.completeExceptionally(e);
                }
              })
          .start();
    }
    start.countDown();
    for (var thread : threads) {
      thread.get();
    }
  }
}
