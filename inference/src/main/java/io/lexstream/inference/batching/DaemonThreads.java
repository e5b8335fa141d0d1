package io.lexstream.inference.batching;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named threads that neither keep the process alive, should one hang, nor hold on to their
 * creator's class loader.
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
