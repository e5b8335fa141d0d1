package io.lexstream.loadtest.process;

/** A child process ended, did not answer in time, or could not be paused. */
public final class ChildFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ChildFailedException(String message) {
    super(message);
  }
}
