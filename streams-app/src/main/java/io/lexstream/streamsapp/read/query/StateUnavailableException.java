package io.lexstream.streamsapp.read.query;

/** The requested state is moving between instances or being restored: the client may retry. */
public final class StateUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  StateUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  StateUnavailableException(String message) {
    super(message);
  }
}
