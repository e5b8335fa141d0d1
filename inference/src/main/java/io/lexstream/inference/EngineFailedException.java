package io.lexstream.inference;

/**
 * The engine itself is sick: a text known to be good fails too, a run hangs, or the analyzer is
 * closed. The text may be fine; try again on a new analyzer.
 */
public final class EngineFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure with its cause, which may be null. */
  public EngineFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
