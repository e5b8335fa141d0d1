package io.lexstream.schemas;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry did not answer, or its response is unusable. The record may be valid: retry,
 * and do not write a dead letter.
 */
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
