package io.lexstream.inference.batching;

import io.lexstream.inference.EngineFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs rows in batches by token budget, on worker threads of its own.
 *
 * <p>Work-conserving: a free worker takes the oldest waiting row and the rows nearest to it in
 * length at once; rows collect while all workers are busy, never because a timer wants it (unless a
 * linger is set). A batch that fails is bisected, so a row's failure is its own: its future fails
 * with {@link io.lexstream.inference.RowFailedException}. When a known-good row fails too, a run
 * hangs, or the runner breaks its contract, the engine is sick: the batch's rows, all rows waiting
 * and all rows submitted later fail with {@link EngineFailedException}.
 *
 * <p>Every row accepted is answered exactly once. Waiting rows are not bounded here: callers bound
 * what they have in flight.
 *
 * <p>Safe for use by many threads. Futures complete on the batcher's threads, so what hangs on them
 * must not block.
 *
 * @param <R> rows
 * @param <T> results
 */
public final class TokenBudgetBatcher<R extends Row, T> implements AutoCloseable {

  private final BatchRunner<R, T> runner;
  private final R knownGoodRow;
  private final BatchListener listener;
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
   * @param knownGoodRow a row that cannot fail on a healthy engine; it may run at any time, beside
   *     others
   */
  public TokenBudgetBatcher(
      BatchingOptions options, BatchRunner<R, T> runner, R knownGoodRow, BatchListener listener) {
    this(
        options,
        runner,
        knownGoodRow,
        listener,
        startedWorkers(options.workers()),
        new ScheduledTimer(new DaemonThreads("lexstream-batch-timer")));
  }

  /** Takes over executor and timer: they end with the batcher. */
  TokenBudgetBatcher(
      BatchingOptions options,
      BatchRunner<R, T> runner,
      R knownGoodRow,
      BatchListener listener,
      ExecutorService executor,
      Timer timer) {
    this.runner = runner;
    this.knownGoodRow = knownGoodRow;
    this.listener = new GuardedListener(listener);
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
            // Only a stopped pool discards, and then no row is waiting.
            new ThreadPoolExecutor.DiscardPolicy());
    // Submitting must neither pay for a thread nor fail for want of one.
    pool.prestartAllCoreThreads();
    return pool;
  }

  /**
   * Queues a row; never blocks.
   *
   * @return the row's result, or {@link io.lexstream.inference.RowFailedException}, or {@link
   *     EngineFailedException} if the engine is sick or the batcher closed. Callers who no longer
   *     want it complete it themselves: then the row does not run if it has not begun to
   * @throws IllegalArgumentException if the row has no tokens
   */
  public CompletableFuture<T> submit(R row) {
    int tokens = row.tokens();
    if (tokens < 1) {
      throw new IllegalArgumentException("a row has " + tokens + " tokens: at least 1 is needed");
    }
    var pending = new PendingRow<R, T>(row, tokens, timer.nanos());
    var refusal = state.accept(pending);
    if (refusal.isPresent()) {
      return CompletableFuture.failedFuture(refusal.get());
    }
    startWorkerIfDue();
    listener.rowQueued(state.waiting());
    return pending.answer();
  }

  /**
   * Whether the batcher is closed, all rows are answered and no run is under way. False after
   * {@link #close()} means that a run is still inside the runner, for it hangs or closing was
   * interrupted: what it uses, such as a native session, must not be released before {@link
   * #termination}.
   */
  public boolean isTerminated() {
    return state.terminated();
  }

  /** Completes when {@link #isTerminated} becomes true: never, if a run hangs for ever. */
  public CompletableFuture<Void> termination() {
    return termination.copy();
  }

  /**
   * Takes no more rows, runs those waiting, and returns when all are answered; a run that hangs is
   * waited for until its timeout. If the caller is interrupted, rows waiting fail with {@link
   * EngineFailedException}, and those running are answered later. Called from a row's completion it
   * only begins to close: waiting there would be waiting for itself.
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
          new EngineFailedException("closing was interrupted before this row ran", e));
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

  /** What a worker in service does: batches until none is due. */
  private void work() {
    for (var batch = state.takeBatch(timer.nanos());
        !batch.isEmpty();
        batch = state.takeBatch(timer.nanos())) {
      try {
        startWorkerIfDue();
        serve(batch);
      } catch (RuntimeException | Error e) {
        fail(batch, new EngineFailedException("the batcher failed on a batch: " + e, e), false);
      } finally {
        state.leaveBatch();
        stopIfDrained();
      }
    }
    startWorkerIfDue();
  }

  private void serve(List<PendingRow<R, T>> taken) {
    var batch = withoutAbandoned(taken);
    if (batch.isEmpty()) {
      return;
    }
    long now = timer.nanos();
    batch.forEach(row -> listener.rowWaited(Duration.ofNanos(now - row.queuedAt())));
    listener.batchFormed(BatchShape.of(batch), state.waiting());

    var bisector = new BatchBisector<R, T>(rows -> runWatched(rows, batch), knownGoodRow);
    var outcomes = bisector.run(batch.stream().map(PendingRow::row).toList());
    for (var outcome : outcomes) {
      // Before any row is answered, so that what is submitted on its completion is refused.
      if (outcome instanceof Outcome.Unknown<T> unknown) {
        fail(List.of(), unknown.cause(), false);
        break;
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      answer(batch.get(i), outcomes.get(i));
    }
  }

  /** Rows someone waits for; the others are done with. */
  private List<PendingRow<R, T>> withoutAbandoned(List<PendingRow<R, T>> batch) {
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
    var sick = state.failure();
    if (sick.isPresent()) {
      throw sick.get();
    }
    var shape = BatchShape.of(rows);
    long started = timer.nanos();
    try {
      var results = watchdog.run(runner, rows, hang -> fail(batch, hang, true));
      listener.runSucceeded(shape, Duration.ofNanos(timer.nanos() - started));
      return results;
    } catch (Throwable e) {
      listener.runFailed(shape, Duration.ofNanos(timer.nanos() - started), e);
      throw e;
    }
  }

  /** Makes the engine sick and fails the batch's rows and all that wait. */
  private void fail(List<PendingRow<R, T>> batch, EngineFailedException cause, boolean hangs) {
    if (state.sicken(cause, hangs)) {
      listener.engineFailed(cause);
    }
    answer(batch, cause);
    answer(state.takeAll(), cause);
    stopIfDrained();
  }

  private void answer(Collection<PendingRow<R, T>> rows, EngineFailedException cause) {
    rows.forEach(row -> answer(row, new Outcome.Unknown<>(cause)));
  }

  private void answer(PendingRow<R, T> row, Outcome<T> outcome) {
    if (!row.claim()) {
      return;
    }
    if (outcome instanceof Outcome.Poisonous<T> poisonous) {
      listener.rowFailed(poisonous.cause());
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
