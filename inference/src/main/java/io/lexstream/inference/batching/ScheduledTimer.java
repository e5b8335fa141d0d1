package io.lexstream.inference.batching;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time of the system clock. */
final class ScheduledTimer implements Timer {

  private final ScheduledThreadPoolExecutor scheduler;

  ScheduledTimer(ThreadFactory threads) {
    scheduler = new ScheduledThreadPoolExecutor(1, threads, new ThreadPoolExecutor.DiscardPolicy());
    // Nearly every alarm is cancelled, because a run takes milliseconds and its timeout is seconds.
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Alarm schedule(Duration delay, Runnable action) {
    var task = scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> task.cancel(false);
  }

  @Override
  public void close() {
    scheduler.shutdown();
  }
}
