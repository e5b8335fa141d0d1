package io.lexstream.loadtest.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** The other side of {@link ChildProcess}: answers commands until standard input ends. */
public final class CommandLoop {

  /** What answers a command. */
  public interface Answer {
    /**
     * @param argument what stood behind the command's name
     * @return one line
     */
    String to(String argument) throws Exception;
  }

  private final PrintStream answers;
  private final Map<String, Answer> commands = new HashMap<>();

  private CommandLoop(PrintStream answers) {
    this.answers = answers;
  }

  /** Takes over this process's standard output; what others print goes to standard error. */
  public static CommandLoop ofThisProcess() {
    var loop = new CommandLoop(new PrintStream(System.out, true, UTF_8));
    System.setOut(System.err);
    return loop;
  }

  /** Adds a command. */
  public CommandLoop on(String name, Answer answer) {
    commands.put(name, answer);
    return this;
  }

  /** Says something unasked, as that the process is ready. */
  public void say(String line) {
    answers.println(line);
  }

  /**
   * Answers until the input ends.
   *
   * @throws Exception of a command that failed; the process should end with it
   */
  public void run(InputStream input) throws Exception {
    try (var lines = new BufferedReader(new InputStreamReader(input, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var parts = line.split(" ", 2);
        var answer = commands.get(parts[0]);
        if (answer == null) {
          throw new IOException("no command " + parts[0]);
        }
        say(answer.to(parts.length == 2 ? parts[1] : ""));
      }
    }
  }
}
