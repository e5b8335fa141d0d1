package io.lexstream.flinkjobs;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import java.io.Serializable;
import org.apache.flink.util.FatalExitExceptionHandler;

/**
 * What follows when an engine is sick. On a CPU the job restarts with a new one. On a GPU a broken
 * context outlives that, so the process ends, and whoever runs it starts another.
 */
final class SickEngine {

  /** Ends the process, because of a failure. */
  interface Exit extends Serializable {

    /** Ends it with Flink's exit code for fatal errors, logging the failure. */
    Exit OF_PROCESS =
        failure ->
            FatalExitExceptionHandler.INSTANCE.uncaughtException(Thread.currentThread(), failure);

    void because(Throwable failure);
  }

  private final ExecutionProvider provider;
  private final Exit exit;

  SickEngine(ExecutionProvider provider, Exit exit) {
    this.provider = provider;
    this.exit = exit;
  }

  /** Ends the process if this failure needs that; else does nothing. */
  void check(Throwable failure) {
    if (failure instanceof EngineFailedException && provider != ExecutionProvider.CPU) {
      exit.because(failure);
    }
  }
}
