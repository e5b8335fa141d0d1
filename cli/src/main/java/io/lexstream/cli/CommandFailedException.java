package io.lexstream.cli;

/** A failure with a message for the user: one line that names the cause and the remedy. */
final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailedException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The arguments are wrong; nothing was done. */
  static CommandFailedException usage(String message) {
    return new CommandFailedException(ExitCode.USAGE, message, null);
  }

  /** The command started and failed. */
  static CommandFailedException failed(String message, Throwable cause) {
    return new CommandFailedException(ExitCode.FAILED, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
