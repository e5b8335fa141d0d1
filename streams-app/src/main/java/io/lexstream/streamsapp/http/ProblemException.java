package io.lexstream.streamsapp.http;

import java.util.OptionalInt;

/** Ends a request with a problem response. Has no stack trace. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final int retryAfterSeconds;

  ProblemException(Problem problem) {
    this(problem, 0);
  }

  /**
   * Ends a request that the client may retry.
   *
   * @param retryAfterSeconds when to retry; 0 if a retry does not help
   */
  ProblemException(Problem problem, int retryAfterSeconds) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  Problem problem() {
    return problem;
  }

  OptionalInt retryAfterSeconds() {
    return retryAfterSeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
  }
}
