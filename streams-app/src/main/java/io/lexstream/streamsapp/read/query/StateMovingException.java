package io.lexstream.streamsapp.read.query;

/** The state asked for is moving between instances, or being restored: ask again shortly. */
public final class StateMovingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StateMovingException(String message, Throwable cause) {
    super(message, cause);
  }

  StateMovingException(String message) {
    super(message);
  }
}
