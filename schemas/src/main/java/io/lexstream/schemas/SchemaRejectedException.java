package io.lexstream.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry does not have the schema a writer needs, or refuses it as incompatible with an
 * earlier version. A matter for whoever runs the registry: the same call fails again.
 */
public final class SchemaRejectedException extends SerializationException {

  private static final long serialVersionUID = 1;

  public SchemaRejectedException(String message, Throwable cause) {
    super(message, cause);
  }
}
