package io.lexstream.cli.enrich;

/**
 * Listener for the progress of a run. Called in the order of the input, by one thread at a time.
 */
public interface Progress {

  /** Everything has started; results follow. */
  void ready();

  /**
   * A line and all lines before it have their outcome.
   *
   * @param bytes number of input bytes up to the end of that line
   * @param tally all outcomes so far
   */
  void answered(long bytes, Tally tally);

  /**
   * A line is a dead letter.
   *
   * @param line line number, from 1
   */
  void dead(long line, String reason, String message);
}
