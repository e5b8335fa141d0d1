package io.lexstream.platform;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Work on a thread of its own, which never keeps the process alive.
 *
 * <p>Thread safe.
 *
 * @param <T> what the work gives
 */
public final class Background<T> {

  private final Thread thread;
  private final CompletableFuture<T> result;

  private Background(Thread thread, CompletableFuture<T> result) {
    this.thread = thread;
    this.result = result;
  }

  /** Begins {@code work} now, on a thread of that name. */
  public static <T> Background<T> start(String name, Callable<T> work) {
    var result = new CompletableFuture<T>();
    var thread = new Thread(() -> run(work, result), name);
    thread.setDaemon(true);
    thread.start();
    return new Background<>(thread, result);
  }

  private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
    try {
      result.complete(work.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /** Completes with what the work gives, or with exactly what it throws. */
  public CompletableFuture<T> result() {
    return result;
  }

  /** Interrupts the work. */
  public void interrupt() {
    thread.interrupt();
  }
}
