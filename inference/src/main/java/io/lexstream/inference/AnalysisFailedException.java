package io.lexstream.inference;

/**
 * A text was not analyzed: {@link RowFailedException} if the text is to blame, {@link
 * EngineFailedException} if the engine is. There is no third kind.
 */
public abstract sealed class AnalysisFailedException extends RuntimeException
    permits RowFailedException, EngineFailedException {

  private static final long serialVersionUID = 1L;

  AnalysisFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
