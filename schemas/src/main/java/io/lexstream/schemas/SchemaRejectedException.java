package io.lexstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry does not have the schema of a writer, or rejects it as incompatible with an earlier
 * version. A retry fails again until an operator changes the registry.
 */
public final class SchemaRejectedException extends SerializationException {

  private static final long serialVersionUID = 1;

  public SchemaRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
