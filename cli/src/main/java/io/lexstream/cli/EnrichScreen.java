package io.lexstream.cli;

import io.lexstream.cli.ProgressBar.Place;
import io.lexstream.cli.enrich.Progress;
import io.lexstream.cli.enrich.Tally;
import io.lexstream.platform.ResidentMemory;
import io.lexstream.platform.Timings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Output of {@code enrich} on standard error: progress, the first dead letters, and the totals.
 *
 * <p>Thread safe.
 */
final class EnrichScreen implements Progress, AutoCloseable {

  private static final int SHOWN_DEAD_LETTERS = 10;

  private final PrintWriter err;
  private final EnrichFiles files;
  private final Optional<Path> dead;
  private final Terminals terminals;
  private final ProgressBar bar;

  private int shownDeadLetters;
  private volatile Optional<Tally> latest = Optional.empty();

  EnrichScreen(PrintWriter err, EnrichFiles files, Optional<Path> dead, Terminals terminals) {
    this.err = err;
    this.files = files;
    this.dead = dead;
    this.terminals = terminals;
    this.bar = ProgressBar.start(err, place(files, terminals), files.inputBytes());
    if (isTypedTo()) {
      err.println("starting Kafka, Flink and the models");
    }
  }

  private static Place place(EnrichFiles files, Terminals terminals) {
    if (!terminals.error()) {
      return Place.LOG;
    }
    boolean alone = files.output().isPresent() || !terminals.output();
    boolean typed = files.readsStandardInput() && terminals.input();
    return alone && !typed ? Place.TERMINAL : Place.NOWHERE;
  }

  /** Whether input is typed on a terminal and messages are shown on it. */
  private boolean isTypedTo() {
    return files.readsStandardInput() && terminals.input() && terminals.error();
  }

  @Override
  public void ready() {
    if (isTypedTo()) {
      err.println("ready: type one JSON document per line, Ctrl-D to end");
    }
  }

  @Override
  public void answered(long bytes, Tally tally) {
    latest = Optional.of(tally);
    bar.update(bytes, tally.answered());
  }

  @Override
  public void dead(long line, String reason, String message) {
    if (dead.isPresent() || ++shownDeadLetters > SHOWN_DEAD_LETTERS) {
      return;
    }
    bar.println("line " + line + ": " + reason + ": " + message);
  }

  /** Prints the totals and where dead letters are. */
  void summarize(Tally tally) {
    bar.close();
    err.println(tally + (tally.dead() == 0 ? "" : "; " + whereDeadLettersAre()));
  }

  /** Prints the totals of a run that a signal stopped. */
  void stopped() {
    bar.close();
    err.println("stopped: " + latest.map(Tally::toString).orElse("nothing was enriched yet"));
  }

  private String whereDeadLettersAre() {
    return dead.map(file -> "dead letters are in " + file)
        .orElse("use --dead FILE to keep dead letters");
  }

  void print(Timings timings) {
    timings
        .milestones()
        .forEach(
            (name, at) ->
                err.println(
                    String.format(Locale.ROOT, "%-14s %6.1f s", name, at.toMillis() / 1000.0)));
    ResidentMemory.peakBytes()
        .ifPresent(
            bytes ->
                err.println(String.format(Locale.ROOT, "%-14s %6d MB", "memory", bytes >> 20)));
  }

  @Override
  public void close() {
    bar.close();
  }
}
