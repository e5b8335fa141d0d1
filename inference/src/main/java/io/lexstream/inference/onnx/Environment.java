package io.lexstream.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.lexstream.inference.EngineFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The ONNX Runtime environment of this process.
 *
 * <p>When ONNX Runtime 1.29 creates its environment, it parses the process's command line with a
 * recursive regular expression. With a stack of 1 MiB and a command line of about 5,000 characters,
 * the stack overflows and the process ends without a message. A class path alone can be longer, so
 * a thread with a large stack creates the environment.
 */
final class Environment {

  /** Enough for a command line of 100,000 characters. Unused stack takes no memory. */
  private static final long STACK_BYTES = 64L << 20;

  private static OrtEnvironment created;

  private Environment() {}

  /**
   * The environment, created on first use with telemetry off.
   *
   * @throws EngineFailedException if the native library cannot be loaded
   */
  static synchronized OrtEnvironment get() {
    if (created == null) {
      var creation = new CompletableFuture<OrtEnvironment>();
      var thread = new Thread(null, () -> create(creation), "lexstream-environment", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      try {
        created = creation.join();
      } catch (CompletionException e) {
        throw new EngineFailedException(
            "cannot load the native library of ONNX Runtime: " + e.getCause(), e.getCause());
      }
    }
    return created;
  }

  private static void create(CompletableFuture<OrtEnvironment> creation) {
    try {
      var environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "lexstream");
      environment.setTelemetry(false);
      creation.complete(environment);
    } catch (Throwable t) {
      creation.completeExceptionally(t);
    }
  }
}
