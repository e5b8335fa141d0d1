package io.lexstream.flinkjobs;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import java.io.Serializable;
import org.apache.flink.util.FatalExitExceptionHandler;

/**
 * Ends the process after an engine failure on a GPU, because a broken GPU context outlives a
 * restart of the job. On a CPU a restart with a new engine is enough.
 */
final class EngineFailureExit {

  /** Ends the process because of a failure. */
  interface ProcessExit extends Serializable {

    /** Logs the failure and ends the process with Flink's exit code for fatal errors. */
    ProcessExit OF_FLINK =
        failure ->
            FatalExitExceptionHandler.INSTANCE.uncaughtException(Thread.currentThread(), failure);

    void exit(Throwable failure);
  }

  private final ExecutionProvider provider;
  private final ProcessExit exit;

  EngineFailureExit(ExecutionProvider provider, ProcessExit exit) {
    this.provider = provider;
    this.exit = exit;
  }

  /** Ends the process if the failure requires it. */
  void check(Throwable failure) {
    if (failure instanceof EngineFailedException && provider != ExecutionProvider.CPU) {
      exit.exit(failure);
    }
  }
}
