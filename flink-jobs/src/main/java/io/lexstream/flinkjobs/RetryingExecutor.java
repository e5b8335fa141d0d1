package io.lexstream.flinkjobs;

import io.lexstream.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for work that may query the schema registry. While the registry does not answer, the work
 * is retried with growing pauses and without a limit, so that an outage delays records but loses
 * none. A pause blocks no thread.
 */
final class RetryingExecutor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RetryingExecutor.class);

  private final ScheduledThreadPoolExecutor threads;
  private final Duration firstPause;
  private final Duration longestPause;
  private final AtomicBoolean unavailable = new AtomicBoolean();

  RetryingExecutor(
      int size, ThreadFactory threadFactory, Duration firstPause, Duration longestPause) {
    this.threads = new ScheduledThreadPoolExecutor(size, threadFactory);
    this.threads.setRemoveOnCancelPolicy(true);
    this.firstPause = firstPause;
    this.longestPause = longestPause;
  }

  /** Runs the work on one of the threads. Returns immediately. */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    var result = new CompletableFuture<T>();
    threads.execute(() -> attempt(work, result, firstPause));
    return result;
  }

  private <T> void attempt(Supplier<T> work, CompletableFuture<T> result, Duration pause) {
    T value;
    try {
      value = work.get();
    } catch (RegistryUnavailableException e) {
      retryLater(work, result, pause, e);
      return;
    } catch (Throwable e) {
      result.completeExceptionally(e);
      return;
    }
    if (unavailable.compareAndSet(true, false)) {
      LOG.info("schema registry available again");
    }
    result.complete(value);
  }

  private <T> void retryLater(
      Supplier<T> work,
      CompletableFuture<T> result,
      Duration pause,
      RegistryUnavailableException cause) {
    // Logged once per outage, not once per record.
    if (unavailable.compareAndSet(false, true)) {
      LOG.warn("schema registry unavailable; records wait: cause={}", cause.getMessage());
    }
    var doubled = pause.multipliedBy(2);
    var nextPause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    try {
      // The attempt completes the result itself.
      var unused =
          threads.schedule(
              () -> attempt(work, result, nextPause), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(cause); // Closed meanwhile.
    }
  }

  /** Discards work that has not started: its records are in the checkpoint. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
