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
 * A process that reads commands, a line each, and answers each with a line. It ends when its
 * standard input does, so it does not outlive this process, however this one ends. What it writes
 * to standard error is kept in a file. Used by one thread; {@link #pause} and {@link #resume} by
 * any.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(30);
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
   * Starts it.
   *
   * @param name for messages
   * @param logs folder for what it writes to standard error
   */
  public static ChildProcess start(String name, List<String> command, Path logs)
      throws IOException {
    Files.createDirectories(logs);
    var log = logs.resolve(name + ".log");
    var builder = new ProcessBuilder(command).redirectError(log.toFile());
    // Reports nothing to ONNX Runtime's makers, and does not crash on a long command line.
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
      lastLine = e.toString(); // Its end, in other words.
    }
    answers.add(Optional.empty());
  }

  /**
   * The next line it writes.
   *
   * @throws ChildFailedException if it ends or says nothing in time
   */
  public String nextLine(Duration patience) throws InterruptedException {
    var line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new ChildFailedException(
          name + " said nothing for " + patience.toSeconds() + " s: see " + log);
    }
    return line.orElseThrow(
        () -> new ChildFailedException(name + " ended: " + logEnd() + " (see " + log + ")"));
  }

  /** Sends a command and waits for its answer. */
  public String ask(String command, Duration patience) throws InterruptedException {
    commands.println(command);
    return nextLine(patience);
  }

  /** Waits for its end by itself; the last line it wrote. */
  public String awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new ChildFailedException(name + " did not end: see " + log);
    }
    if (process.exitValue() != 0) {
      throw new ChildFailedException(
          name
              + " ended with code "
              + process.exitValue()
              + ": "
              + logEnd()
              + " (see "
              + log
              + ")");
    }
    reader.join();
    return lastLine;
  }

  private String logEnd() {
    try {
      var lines = Files.readAllLines(log);
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** Stops it where it is: its threads get no time until {@link #resume}. */
  public synchronized void pause() throws IOException {
    if (pause.isEmpty()) {
      pause = Optional.of(Pause.of(name, handle()));
    }
    pause.get().begin();
  }

  /** Lets it go on after {@link #pause}; otherwise nothing. */
  public synchronized void resume() throws IOException {
    if (pause.isPresent()) {
      pause.get().end();
    }
  }

  /** The operating system's view of it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends its input, waits for it to stop, and kills it if it does not. */
  @Override
  public void close() {
    synchronized (this) {
      pause.ifPresent(Pause::close);
    }
    commands.close();
    try {
      if (!process.waitFor(PATIENCE_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
