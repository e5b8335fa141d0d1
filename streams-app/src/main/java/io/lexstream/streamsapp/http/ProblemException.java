package io.lexstream.streamsapp.http;

import java.util.Map;

/** Ends a request with a problem response. Has no stack trace. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  /** Ends a request that the client may retry after some seconds. */
  ProblemException(Problem problem, int retryAfterSeconds) {
    this(problem, Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
  }

  /** Ends a request with further response headers. */
  ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
