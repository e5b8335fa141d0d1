package io.lexstream.flinkjobs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs something on a thread with a deep stack.
 *
 * <p>ONNX Runtime 1.29 reads the process's command line with a recursive regular expression when
 * its environment is created. On a thread of the usual 1 MiB it overflows the stack, and ends the
 * process without a word, once the command line has some 5,000 characters; a task manager's class
 * path alone can have more.
 */
final class DeepStack {

  /** Enough for a command line of more than 100,000 characters. Only what is touched is used. */
  private static final long BYTES = 64L << 20;

  private DeepStack() {}

  /** The supplier's value, or its exception. Waits for it. */
  static <T> T call(Supplier<T> supplier) {
    var result = new CompletableFuture<T>();
    var thread =
        new Thread(
            Thread.currentThread().getThreadGroup(),
            () -> {
              try {
                result.complete(supplier.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "lexstream-open",
            BYTES);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.setDaemon(true);
    thread.start();
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
