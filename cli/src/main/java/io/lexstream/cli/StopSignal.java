package io.lexstream.cli;

/** Runs an action when SIGINT (Ctrl-C) or SIGTERM stops the process before its work is done. */
public final class StopSignal implements AutoCloseable {

  private final Thread hook;
  private volatile boolean received;

  private StopSignal(Runnable stop) {
    hook =
        new Thread(
            () -> {
              received = true;
              stop.run();
            },
            "stop");
  }

  /** Runs {@code stop} on a signal until this object is closed. */
  public static StopSignal handledBy(Runnable stop) {
    var signal = new StopSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /**
   * Like {@link #handledBy}, for a command that normally ends with a signal: the exit code is then
   * {@link ExitCode#OK}.
   */
  static StopSignal exitingNormally(Runnable stop) {
    return handledBy(
        () -> {
          stop.run();
          Runtime.getRuntime().halt(ExitCode.OK);
        });
  }

  /** Whether a signal was received. */
  boolean received() {
    return received;
  }

  /** Restores the default handling of signals. */
  @Override
  public void close() {
    if (!received) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        received = true; // A signal arrived: the hook is running.
      }
    }
  }
}
