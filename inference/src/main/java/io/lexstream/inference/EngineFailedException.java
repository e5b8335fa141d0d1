package io.lexstream.inference;

/**
 * An engine failure: known-good input fails too, a run hangs, or the analyzer is closed. The text
 * may be valid; retry on a new analyzer.
 */
public final class EngineFailedException extends AnalysisFailedException {

  private static final long serialVersionUID = 1L;

  /** A failure with its cause, which may be null. */
  public EngineFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
