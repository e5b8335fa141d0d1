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
 * The child's side of {@link ChildProcess}: answers commands until standard input ends. If the
 * input ends while a command runs, the process halts a few seconds later.
 */
public final class CommandLoop {

  /** Runs a command. */
  public interface Answer {
    /**
     * @param argument text after the command's name
     * @return the answer, one line
     */
    String to(String argument) throws Exception;
  }

  private static final long SECONDS_TO_STOP = 10;

  private final PrintStream answers;
  private final Map<String, Answer> commands = new HashMap<>();
  private final BlockingQueue<Optional<String>> received = new LinkedBlockingQueue<>();

  private CommandLoop(PrintStream answers) {
    this.answers = answers;
  }

  /**
   * Uses this process's standard input and output. Other output is redirected to standard error.
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
        received.add(Optional.of(line));
      }
    } catch (IOException e) {
      System.err.println("standard input failed: " + e);
    }
    received.add(Optional.empty());
    haltSoon();
  }

  private static void haltSoon() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS_TO_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Halt at once.
    }
    Runtime.getRuntime().halt(1);
  }

  /** Adds a command. */
  public CommandLoop on(String name, Answer answer) {
    commands.put(name, answer);
    return this;
  }

  /** Writes a line that is not an answer, for instance that the process is ready. */
  public void say(String line) {
    answers.println(line);
  }

  /**
   * Answers until the input ends.
   *
   * @throws Exception if a command fails; the process should end then
   */
  public void run() throws Exception {
    for (var line = received.take(); line.isPresent(); line = received.take()) {
      var parts = line.get().split(" ", 2);
      var answer = commands.get(parts[0]);
      if (answer == null) {
        throw new IOException(
            "unknown command '%s', known: %s".formatted(parts[0], commands.keySet()));
      }
      say(answer.to(parts.length == 2 ? parts[1] : ""));
    }
  }
}
