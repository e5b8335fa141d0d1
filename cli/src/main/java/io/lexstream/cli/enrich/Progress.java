package io.lexstream.cli.enrich;

/** Hears how far a run is. Lines are told in the order of the input, by one thread at a time. */
public interface Progress {

  /** Everything is started; lines are being answered from now on. */
  void ready();

  /**
   * A line has its answer, and all lines before it have theirs.
   *
   * @param bytes of the input up to the end of that line
   * @param tally all answers so far
   */
  void answered(long bytes, Tally tally);

  /**
   * A line became a dead letter.
   *
   * @param line its number, from 1
   */
  void dead(long line, String reason, String message);
}
