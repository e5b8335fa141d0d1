package io.lexstream.cli;

/**
 * What is done when the process is asked to end before its work is finished: Ctrl-C, or a polite
 * kill.
 */
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

  /** Runs {@code stop} on a signal, until this is closed. */
  public static StopSignal handledBy(Runnable stop) {
    var signal = new StopSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /**
   * As {@link #handledBy}, where to be asked to end is how the work is meant to end: the process
   * then ends with 0, and not as if the signal had interrupted something.
   */
  static StopSignal endingGood(Runnable stop) {
    return handledBy(
        () -> {
          stop.run();
          Runtime.getRuntime().halt(ExitCode.OK);
        });
  }

  /** Whether the process is ending because of a signal. */
  boolean received() {
    return received;
  }

  /** From now on signals end the process as they do any other. */
  @Override
  public void close() {
    if (!received) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        received = true; // The signal came just now: the hook does its work.
      }
    }
  }
}
