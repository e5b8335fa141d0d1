package io.lexstream.inference.batching;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs rows in batches by token budget, on worker threads of its own.
 *
 * <p>Work-conserving: a free worker immediately takes the oldest waiting row and the rows nearest
 * to it in length. Rows wait only while all workers are busy, or for the linger if one is set.
 *
 * <p>A batch that fails is bisected, so that only the failing row fails: its future fails with
 * {@link RowFailedException}. If a known-good row fails too, a run hangs, or the runner breaks its
 * contract, the engine has failed: the rows of the batch, all waiting rows and all rows submitted
 * later fail with {@link EngineFailedException}.
 *
 * <p>Every accepted row is answered exactly once. The number of waiting rows is not limited here:
 * callers limit what they have in flight.
 *
 * <p>Thread safe. Futures complete on the batcher's threads, so their dependents must not block.
 *
 * @param <R> rows
 * @param <T> results
 */
public final class TokenBudgetBatcher<R extends Row, T> implements AutoCloseable {

  private final BatchRunner<R, T> runner;
  private final R knownGoodRow;
  private final AnalyzerListener listener;
  private final Consumer<EngineFailedException> onEngineFailure;
  private final ExecutorService executor;
  private final Timer timer;
  private final Watchdog watchdog;
  private final BatcherState<R, T> state;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CompletableFuture<Void> termination = new CompletableFuture<>();
  private final ThreadLocal<Boolean> answering = ThreadLocal.withInitial(() -> false);

  /**
   * A batcher with its worker threads started.
   *
   * @param knownGoodRow a row that only fails if the engine failed; it may run at any time
   *     concurrently with others
   * @param listener receives the batcher's metrics; must not throw
   * @param onEngineFailure called once if the engine fails, before rows are answered
   */
  public TokenBudgetBatcher(
      BatchingOptions options,
      BatchRunner<R, T> runner,
      R knownGoodRow,
      AnalyzerListener listener,
      Consumer<EngineFailedException> onEngineFailure) {
    this(
        options,
        runner,
        knownGoodRow,
        listener,
        onEngineFailure,
        startedWorkers(options.workers()),
        new ScheduledTimer(new DaemonThreads("lexstream-batch-timer")));
  }

  /** Takes ownership of executor and timer: the batcher closes them. */
  TokenBudgetBatcher(
      BatchingOptions options,
      BatchRunner<R, T> runner,
      R knownGoodRow,
      AnalyzerListener listener,
      Consumer<EngineFailedException> onEngineFailure,
      ExecutorService executor,
      Timer timer) {
    this.runner = runner;
    this.knownGoodRow = knownGoodRow;
    this.listener = listener;
    this.onEngineFailure = onEngineFailure;
    this.executor = executor;
    this.timer = timer;
    this.watchdog = new Watchdog(timer, options.runTimeout());
    this.state = new BatcherState<>(options);
  }

  private static ExecutorService startedWorkers(int workers) {
    var pool =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DaemonThreads("lexstream-batch-worker"),
            // Only a stopped pool discards tasks, and then no row is waiting.
            new ThreadPoolExecutor.DiscardPolicy());
    // Callers of submit must not pay for creating a thread, nor fail if that fails.
    pool.prestartAllCoreThreads();
    return pool;
  }

  /**
   * Queues a row; never blocks.
   *
   * @return the row's result, or {@link RowFailedException}, or {@link EngineFailedException} if
   *     the engine failed or the batcher is closed. A caller cancels a row by completing the future
   *     itself: a row that has not started then does not run
   * @throws IllegalArgumentException if the row has no tokens
   */
  public CompletableFuture<T> submit(R row) {
    int tokens = row.tokens();
    if (tokens < 1) {
      throw new IllegalArgumentException("a row has " + tokens + " tokens, must have 1 or more");
    }
    var pending = new PendingRow<R, T>(row, tokens, timer.nanos());
    var rejection = state.accept(pending);
    if (rejection.isPresent()) {
      return CompletableFuture.failedFuture(rejection.get());
    }
    startWorkerIfDue();
    listener.record(AnalyzerMetric.QUEUE_DEPTH, state.waiting());
    return pending.answer();
  }

  /**
   * Whether the batcher is closed, all rows are answered and no run is under way. False after
   * {@link #close()} means that a run is still inside the runner, because it hangs or because
   * closing was interrupted. Resources of the runner, such as a native session, must not be
   * released before {@link #termination}.
   */
  public boolean isTerminated() {
    return state.terminated();
  }

  /** Completes when {@link #isTerminated} becomes true; never if a run never returns. */
  public CompletableFuture<Void> termination() {
    return termination.copy();
  }

  /**
   * Rejects new rows, runs those waiting, and returns when all are answered; waits for a hung run
   * until its timeout. If the caller is interrupted, waiting rows fail with {@link
   * EngineFailedException}, and running rows are answered later. A call from a row's completion
   * returns before the batcher is closed, because it would otherwise wait for itself.
   */
  @Override
  public void close() {
    beginClose();
    if (answering.get()) {
      return;
    }
    try {
      stopped.await();
    } catch (InterruptedException e) {
      answer(
          state.takeAll(),
          new EngineFailedException(
              "batcher is closed: closing was interrupted before this row ran", e));
      stopIfDrained();
      Thread.currentThread().interrupt();
    }
  }

  void beginClose() {
    state.close();
    startWorkerIfDue();
    stopIfDrained();
  }

  private void startWorkerIfDue() {
    long now = timer.nanos();
    if (state.claimWorker(now)) {
      executor.execute(this::work);
    } else {
      state.armLinger(now).ifPresent(delay -> timer.schedule(delay, this::lingerOver));
    }
  }

  private void lingerOver() {
    state.lingerOver();
    startWorkerIfDue();
  }

  /** The work of an active worker: runs batches until none is due. */
  private void work() {
    for (var batch = state.takeBatch(timer.nanos());
        !batch.isEmpty();
        batch = state.takeBatch(timer.nanos())) {
      try {
        startWorkerIfDue();
        serve(batch);
      } catch (RuntimeException | Error e) {
        fail(
            batch,
            new EngineFailedException("engine failed: the batcher cannot run a batch: " + e, e),
            false);
      } finally {
        state.leaveBatch();
        stopIfDrained();
      }
    }
    startWorkerIfDue();
  }

  private void serve(List<PendingRow<R, T>> taken) {
    var batch = withoutCancelled(taken);
    if (batch.isEmpty()) {
      return;
    }
    long now = timer.nanos();
    batch.forEach(row -> listener.recordTime(AnalyzerMetric.QUEUE_TIME, now - row.queuedAt()));
    listener.record(AnalyzerMetric.QUEUE_DEPTH, state.waiting());

    var bisector = new BatchBisector<R, T>(rows -> runWatched(rows, batch), knownGoodRow);
    var outcomes = bisector.run(batch.stream().map(PendingRow::row).toList());
    // Before any row is answered, so that rows submitted on its completion are rejected.
    engineFailure(outcomes).ifPresent(failure -> fail(List.of(), failure, false));
    for (int i = 0; i < batch.size(); i++) {
      answer(batch.get(i), outcomes.get(i));
    }
  }

  private static <T> Optional<EngineFailedException> engineFailure(List<Outcome<T>> outcomes) {
    for (var outcome : outcomes) {
      if (outcome instanceof Outcome.Failed<T> failed
          && failed.failure() instanceof EngineFailedException failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  /** The rows that are not cancelled. */
  private List<PendingRow<R, T>> withoutCancelled(List<PendingRow<R, T>> batch) {
    var wanted = new ArrayList<PendingRow<R, T>>(batch.size());
    for (var row : batch) {
      if (!row.answer().isDone()) {
        wanted.add(row);
      } else if (row.claim()) {
        state.answered();
      }
    }
    return wanted;
  }

  private List<T> runWatched(List<R> rows, List<PendingRow<R, T>> batch) throws Exception {
    var failure = state.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    long started = timer.nanos();
    try {
      var results = watchdog.run(runner, rows, hang -> fail(batch, hang, true));
      long nanos = timer.nanos() - started;
      recordRun(BatchShape.of(rows), nanos);
      return results;
    } catch (Throwable e) {
      listener.record(AnalyzerMetric.BATCHES_FAILED, 1);
      listener.record(AnalyzerMetric.FAILED_BATCH_ROWS, rows.size());
      throw e;
    }
  }

  private void recordRun(BatchShape shape, long nanos) {
    listener.recordTime(AnalyzerMetric.INFERENCE_TIME, nanos);
    listener.record(AnalyzerMetric.BATCH_ROWS, shape.rows());
    listener.record(AnalyzerMetric.BATCH_TOKENS, shape.tokens());
    listener.record(AnalyzerMetric.TOKENS, shape.tokens());
    listener.record(AnalyzerMetric.PADDED_TOKENS, shape.paddedTokens());
  }

  /** Records an engine failure and fails the rows of the batch and all waiting rows. */
  private void fail(List<PendingRow<R, T>> batch, EngineFailedException cause, boolean hangs) {
    if (state.fail(cause, hangs)) {
      onEngineFailure.accept(cause);
      listener.record(AnalyzerMetric.ENGINES_FAILED, 1);
    }
    answer(batch, cause);
    answer(state.takeAll(), cause);
    stopIfDrained();
  }

  private void answer(Collection<PendingRow<R, T>> rows, EngineFailedException cause) {
    rows.forEach(row -> answer(row, new Outcome.Failed<>(cause)));
  }

  private void answer(PendingRow<R, T> row, Outcome<T> outcome) {
    if (!row.claim()) {
      return;
    }
    if (outcome instanceof Outcome.Failed<T> failed
        && failed.failure() instanceof RowFailedException) {
      listener.record(AnalyzerMetric.ROWS_FAILED, 1);
    }
    boolean outer = answering.get();
    answering.set(true);
    try {
      outcome.complete(row.answer());
    } finally {
      answering.set(outer);
      state.answered();
    }
  }

  private void stopIfDrained() {
    if (!state.drained()) {
      return;
    }
    if (state.hung()) {
      executor.shutdownNow();
    } else {
      executor.shutdown();
    }
    timer.close();
    stopped.countDown();
    if (state.terminated()) {
      termination.complete(null);
    }
  }
}
