package io.lexstream.schemas;

import org.apache.kafka.common.errors.RetriableException;

/**
 * The schema registry did not answer, or not as a registry would. Says nothing about the record:
 * try again, never make a dead letter of it.
 */
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
