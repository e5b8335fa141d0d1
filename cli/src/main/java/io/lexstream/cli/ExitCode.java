package io.lexstream.cli;

/** Exit codes of the process. */
final class ExitCode {

  /** Everything succeeded. */
  static final int OK = 0;

  /** The command ran and failed in part or as a whole: dead letters or an error. */
  static final int FAILED = 1;

  /** The command did not start: wrong arguments or a missing file. */
  static final int USAGE = 2;

  /**
   * The reader of standard output closed the pipe. Shells report this code for a process that
   * SIGPIPE ended.
   */
  static final int BROKEN_PIPE = 141;

  private ExitCode() {}
}
