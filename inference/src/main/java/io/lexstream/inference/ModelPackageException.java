package io.lexstream.inference;

/**
 * A model package cannot be used. The message names the file, what it has, what was expected, and
 * what to do.
 */
public final class ModelPackageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure without a cause. */
  public ModelPackageException(String message) {
    super(message);
  }

  /** A failure with its cause. */
  public ModelPackageException(String message, Throwable cause) {
    super(message, cause);
  }
}
