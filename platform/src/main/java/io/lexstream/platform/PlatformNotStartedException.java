package io.lexstream.platform;

/** A precondition of the start is not met. The message is one line that says what to do. */
public final class PlatformNotStartedException extends Exception {

  private static final long serialVersionUID = 1;

  PlatformNotStartedException(String message) {
    super(message);
  }
}
