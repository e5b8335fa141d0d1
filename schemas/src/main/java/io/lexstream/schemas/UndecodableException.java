package io.lexstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes that will never decode: not in the wire format, written with a schema the registry does not
 * know, cut short. Permanent: the record belongs to the dead letters.
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
