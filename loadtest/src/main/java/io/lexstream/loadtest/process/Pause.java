package io.lexstream.loadtest.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Pauses and continues a process by signals, so that it uses no CPU time while another is measured.
 * A paused process does not notice the end of its input and would run for ever. Therefore a helper
 * shell continues it when this process ends for any reason. Used by one thread at a time.
 */
final class Pause implements AutoCloseable {

  /** The shell ignores signals and closed pipes, because it must end last. */
  private static final String HELPER =
      "trap '' INT HUP TERM QUIT TSTP PIPE; "
          + "while read -r signal; do kill -s \"$signal\" \"$0\"; echo \"$?\"; done; "
          + "kill -s CONT \"$0\"";

  private final String name;
  private final PrintStream signals;
  private final BufferedReader answers;

  private Pause(String name, Process shell) {
    this.name = name;
    this.signals = new PrintStream(shell.getOutputStream(), true, UTF_8);
    this.answers = shell.inputReader(UTF_8);
  }

  /**
   * Starts the helper shell.
   *
   * @param name name of the process, for messages
   */
  static Pause of(String name, ProcessHandle process) throws IOException {
    var shell =
        new ProcessBuilder("sh", "-c", HELPER, Long.toString(process.pid()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Pause(name, shell);
  }

  void begin() throws IOException {
    send("STOP");
  }

  void end() throws IOException {
    send("CONT");
  }

  private void send(String signal) throws IOException {
    signals.println(signal);
    if (!"0".equals(answers.readLine())) {
      throw new ChildFailedException(
          "cannot send %s to %s: the process or its helper shell has ended"
              .formatted(signal, name));
    }
  }

  /** Continues the process. */
  @Override
  public void close() {
    signals.close();
  }
}
