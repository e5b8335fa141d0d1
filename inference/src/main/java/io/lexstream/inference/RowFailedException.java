package io.lexstream.inference;

/**
 * A row failure: this text cannot be analyzed, while others can. The model fails on it or returns
 * numbers that are not finite. A retry fails again.
 */
public final class RowFailedException extends AnalysisFailedException {

  private static final long serialVersionUID = 1L;

  /** A failure with its cause, which may be null. */
  public RowFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
