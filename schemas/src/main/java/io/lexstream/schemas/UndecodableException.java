package io.lexstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that cannot be decoded: they are not in the wire format, their schema is not in the
 * registry, or they are truncated. A retry fails again: the record becomes a dead letter.
 */
public final class UndecodableException extends SerializationException {

  private static final long serialVersionUID = 1;

  public UndecodableException(String message) {
    super(message);
  }

  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
