package io.lexstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that cannot be decoded: not in the wire format, written with an unknown schema, or
 * truncated. The failure is permanent: the record becomes a dead letter.
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
