package io.lexstream.inference.batching;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named threads that do not keep the process alive if one hangs, and do not keep a reference to the
 * class loader of their creator.
 */
public final class DaemonThreads implements ThreadFactory {

  private final String name;
  private final AtomicInteger created = new AtomicInteger();

  /** Threads named {@code name-1}, {@code name-2} and so on. */
  public DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable task) {
    var thread = new Thread(task, name + "-" + created.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }
}
