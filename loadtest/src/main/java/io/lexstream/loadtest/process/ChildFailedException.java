package io.lexstream.loadtest.process;

/** A process that is measured, or helps to, does not do what it should. */
public final class ChildFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ChildFailedException(String message) {
    super(message);
  }
}
