package io.lexstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry does not have the schema that a writer needs, or rejects it as incompatible with an
 * earlier version. A retry fails again; an operator must act.
 */
public final class SchemaRejectedException extends SerializationException {

  private static final long serialVersionUID = 1;

  public SchemaRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
