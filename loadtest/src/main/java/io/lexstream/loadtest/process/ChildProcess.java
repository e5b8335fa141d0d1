package io.lexstream.loadtest.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child process that reads one command per line and answers each with one line. It ends when its
 * standard input ends, so it never outlives this process. Its standard error goes to a log file.
 * Used by one thread; {@link #pause} and {@link #resume} by any.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final int LOG_LINES = 3;

  private final String name;
  private final Process process;
  private final Path log;
  private final PrintStream commands;
  private final Thread reader;
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private Optional<Pause> pause = Optional.empty();
  private volatile String lastLine = "";

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.commands = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.reader = new Thread(this::read, "read-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process.
   *
   * @param name name for messages and the log file
   * @param logs folder for the log file
   */
  public static ChildProcess start(String name, List<String> command, Path logs)
      throws IOException {
    Files.createDirectories(logs);
    var log = logs.resolve(name + ".log");
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    // Disable ONNX Runtime's telemetry, which also crashes on a long command line.
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    return new ChildProcess(name, builder.start(), log);
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastLine = line;
        answers.add(Optional.of(line));
      }
    } catch (IOException e) {
      lastLine = e.toString(); // The process has ended.
    }
    answers.add(Optional.empty());
  }

  /**
   * Waits for the next line.
   *
   * @throws ChildFailedException if the process ends or writes no line in time
   */
  public String nextLine(Duration timeout) throws InterruptedException {
    var line = answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new ChildFailedException(
          "%s wrote no line for %d s: see %s".formatted(name, timeout.toSeconds(), log));
    }
    return line.orElseThrow(
        () -> new ChildFailedException("%s ended: %s (see %s)".formatted(name, logEnd(), log)));
  }

  /** Sends a command and waits for its answer. */
  public String ask(String command, Duration timeout) throws InterruptedException {
    commands.println(command);
    return nextLine(timeout);
  }

  /** Waits until the process ends by itself, and returns the last line it wrote. */
  public String awaitEnd(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ChildFailedException(
          "%s did not end within %d s: see %s".formatted(name, timeout.toSeconds(), log));
    }
    if (process.exitValue() != 0) {
      throw new ChildFailedException(
          "%s ended with code %d: %s (see %s)".formatted(name, process.exitValue(), logEnd(), log));
    }
    reader.join();
    return lastLine;
  }

  private String logEnd() {
    try {
      var lines = Files.readAllLines(log);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "log is not readable: " + e.getMessage();
    }
  }

  /** Suspends all threads of the process until {@link #resume}. */
  public synchronized void pause() throws IOException {
    if (pause.isEmpty()) {
      pause = Optional.of(Pause.of(name, handle()));
    }
    pause.get().begin();
  }

  /** Continues the process after {@link #pause}. */
  public synchronized void resume() throws IOException {
    if (pause.isPresent()) {
      pause.get().end();
    }
  }

  /** The operating system's handle. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Closes its standard input, waits for it to end, and kills it if it does not. */
  @Override
  public void close() {
    synchronized (this) {
      pause.ifPresent(Pause::close);
    }
    commands.close();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
