package io.lexstream.streamsapp.policy;

/** A policy that cannot be followed as written; the message names file, line and remedy. */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PolicyException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }

  PolicyException(String file, String problem) {
    super(file + ": " + problem);
  }
}
