package io.lexstream.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.lexstream.inference.EngineFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one ONNX Runtime environment of this process.
 *
 * <p>ONNX Runtime 1.29 reads the process's command line with a recursive regular expression when
 * its environment is created. On a thread of the usual 1 MiB it overflows the stack, and ends the
 * process without a word, once the command line has some 5,000 characters; a class path alone can
 * have more.
 */
final class Environment {

  /** Enough for a command line of more than 100,000 characters. Only what is touched is used. */
  private static final long DEEP_STACK_BYTES = 64L << 20;

  private static OrtEnvironment created;

  private Environment() {}

  /**
   * The environment, created on first use. It reports nothing to ONNX Runtime's makers.
   *
   * @throws EngineFailedException if the native library cannot be loaded
   */
  static synchronized OrtEnvironment get() {
    if (created == null) {
      var creation = new CompletableFuture<OrtEnvironment>();
      var thread =
          new Thread(null, () -> create(creation), "lexstream-environment", DEEP_STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      try {
        created = creation.join();
      } catch (CompletionException e) {
        throw new EngineFailedException(
            "ONNX Runtime's native library cannot be loaded: " + e.getCause(), e.getCause());
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
