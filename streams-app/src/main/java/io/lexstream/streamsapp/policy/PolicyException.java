package io.lexstream.streamsapp.policy;

/** An invalid policy. The message has file, line, fault and remedy. */
public final class PolicyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PolicyException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }

  PolicyException(String file, String problem) {
    super(file + ": " + problem);
  }
}
