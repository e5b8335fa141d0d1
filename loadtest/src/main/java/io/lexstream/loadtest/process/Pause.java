package io.lexstream.loadtest.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Stops and continues a process by signals, so that it costs nothing while it has nothing to do. A
 * stopped process does not see its input end and would outlive everybody: a shell stands by, which
 * continues it when this process ends, however it ends. Used by one thread at a time.
 */
final class Pause implements AutoCloseable {

  /** Deaf to what a terminal sends to all, and to its answers not being read: it is the last. */
  private static final String STAND_BY =
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
   * Stands by for a process.
   *
   * @param name for messages
   */
  static Pause of(String name, ProcessHandle process) throws IOException {
    var shell =
        new ProcessBuilder("sh", "-c", STAND_BY, Long.toString(process.pid()))
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
      throw new ChildFailedException(name + " takes no signal: it has ended, or its stand-by has");
    }
  }

  /** The process goes on. */
  @Override
  public void close() {
    signals.close();
  }
}
