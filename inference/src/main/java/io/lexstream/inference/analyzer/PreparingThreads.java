package io.lexstream.inference.analyzer;

import io.lexstream.inference.batching.DaemonThreads;
import java.util.concurrent.ThreadFactory;

/** The preparing threads of one analyzer, which can be recognized. */
final class PreparingThreads implements ThreadFactory {

  private final ThreadFactory threads = new DaemonThreads("lexstream-prepare");
  private final ThreadLocal<Boolean> own = ThreadLocal.withInitial(() -> false);

  @Override
  public Thread newThread(Runnable task) {
    return threads.newThread(
        () -> {
          own.set(true);
          task.run();
        });
  }

  /** Whether the calling thread is one of these. */
  boolean current() {
    return own.get();
  }
}
