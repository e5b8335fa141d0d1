package io.lexstream.platform;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A task on a daemon thread of its own.
 *
 * <p>Thread-safe.
 *
 * @param <T> type of the result
 */
public final class BackgroundTask<T> {

  private final Thread thread;
  private final CompletableFuture<T> result;

  private BackgroundTask(Thread thread, CompletableFuture<T> result) {
    this.thread = thread;
    this.result = result;
  }

  /** Starts {@code task} on a thread with this name. */
  public static <T> BackgroundTask<T> start(String name, Callable<T> task) {
    var result = new CompletableFuture<T>();
    var thread = new Thread(() -> run(task, result), name);
    thread.setDaemon(true);
    thread.start();
    return new BackgroundTask<>(thread, result);
  }

  private static <T> void run(Callable<T> task, CompletableFuture<T> result) {
    try {
      result.complete(task.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /** Completes with the task's result or its exception. */
  public CompletableFuture<T> result() {
    return result;
  }

  /** Interrupts the task. */
  public void interrupt() {
    thread.interrupt();
  }
}
