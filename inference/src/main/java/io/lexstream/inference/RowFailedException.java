package io.lexstream.inference;

/**
 * This text cannot be analyzed, while others can: the model fails on it, or answers with numbers
 * that are not finite. Trying again does not help.
 */
public final class RowFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure with its cause, which may be null. */
  public RowFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
