package io.lexstream.cli;

/** What the process tells its caller. */
final class ExitCode {

  /** All went as asked. */
  static final int OK = 0;

  /** The command ran but not all went as asked: dead letters, or a failure on the way. */
  static final int FAILED = 1;

  /** The command was not run: wrong arguments, or a file that is not there. */
  static final int USAGE = 2;

  /**
   * The reader of standard output went away; what shells report for a process that SIGPIPE ended.
   */
  static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
