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
 * Threads for work that may ask the schema registry. While the registry does not answer, the work
 * is done again later, with growing pauses, for as long as it takes: an outage costs time, never a
 * record. A pause holds no thread.
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

  /** Does the work on one of the threads. Returns at once. */
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
      LOG.info("schema registry answers again");
    }
    result.complete(value);
  }

  private <T> void retryLater(
      Supplier<T> work,
      CompletableFuture<T> result,
      Duration pause,
      RegistryUnavailableException cause) {
    // Once for the outage, not once for each record that waits for its end.
    if (unavailable.compareAndSet(false, true)) {
      LOG.warn("schema registry unavailable, records wait for it: {}", cause.getMessage());
    }
    var doubled = pause.multipliedBy(2);
    var nextPause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    try {
      // The attempt completes the result itself.
      var unused =
          threads.schedule(
              () -> attempt(work, result, nextPause), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(cause); // Closed in the meantime.
    }
  }

  /** Drops what has not begun: after a failure or a cancellation, the checkpoint has it. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
