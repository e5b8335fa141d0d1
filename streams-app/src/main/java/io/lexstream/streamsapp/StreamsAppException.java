package io.lexstream.streamsapp;

/** The app cannot start or run. The message is one line that says what to do. */
public final class StreamsAppException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StreamsAppException(String message, Throwable cause) {
    super(message, cause);
  }
}
