package io.lexstream.inference;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads with a name that says whose they are. */
final class PreparingThreads implements ThreadFactory {

  private final ThreadGroup group = new ThreadGroup("lexstream-prepare");
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public Thread newThread(Runnable task) {
    var thread = new Thread(group, task, "lexstream-prepare-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Whether the calling thread is one of these. */
  boolean current() {
    return Thread.currentThread().getThreadGroup() == group;
  }
}
