package io.lexstream.loadtest.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The other side of {@link ChildProcess}: answers commands until standard input ends. That end is
 * seen while a command is under way, too, and nobody waits for the answer any more: the process is
 * gone a moment later, whatever it does.
 */
public final class CommandLoop {

  /** What answers a command. */
  public interface Answer {
    /**
     * @param argument what stood behind the command's name
     * @return one line
     */
    String to(String argument) throws Exception;
  }

  private static final long SECONDS_TO_STOP = 10;

  private final PrintStream answers;
  private final Map<String, Answer> commands = new HashMap<>();
  private final BlockingQueue<Optional<String>> asked = new LinkedBlockingQueue<>();

  private CommandLoop(PrintStream answers) {
    this.answers = answers;
  }

  /**
   * Takes over this process's standard input and output; what others print goes to standard error.
   */
  public static CommandLoop ofThisProcess() {
    var loop = new CommandLoop(new PrintStream(System.out, true, UTF_8));
    System.setOut(System.err);
    var reader = new Thread(() -> loop.read(System.in), "commands");
    reader.setDaemon(true);
    reader.start();
    return loop;
  }

  private void read(InputStream input) {
    try (var lines = new BufferedReader(new InputStreamReader(input, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        asked.add(Optional.of(line));
      }
    } catch (IOException e) {
      System.err.println("commands: " + e); // As good as the end.
    }
    asked.add(Optional.empty());
    endSoon();
  }

  private static void endSoon() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS_TO_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // At once, then.
    }
    Runtime.getRuntime().halt(1);
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
  public void run() throws Exception {
    for (var line = asked.take(); line.isPresent(); line = asked.take()) {
      var parts = line.get().split(" ", 2);
      var answer = commands.get(parts[0]);
      if (answer == null) {
        throw new IOException("no command " + parts[0]);
      }
      say(answer.to(parts.length == 2 ? parts[1] : ""));
    }
  }
}
