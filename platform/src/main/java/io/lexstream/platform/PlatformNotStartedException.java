package io.lexstream.platform;

/** The platform cannot be started as things are; the message is one line that says what to do. */
public final class PlatformNotStartedException extends Exception {

  private static final long serialVersionUID = 1;

  PlatformNotStartedException(String message) {
    super(message);
  }
}
