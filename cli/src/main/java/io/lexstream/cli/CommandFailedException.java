package io.lexstream.cli;

/** A failure whose message is meant for the user: one line that names the cause and the remedy. */
final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailedException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command was asked for something it cannot do. */
  static CommandFailedException usage(String message) {
    return new CommandFailedException(ExitCode.USAGE, message, null);
  }

  /** The command failed on the way. */
  static CommandFailedException failed(String message, Throwable cause) {
    return new CommandFailedException(ExitCode.FAILED, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
