package io.lexstream.streamsapp.http;

import java.time.Duration;

/**
 * Limits for reading the body of a request.
 *
 * @param maxBytes largest body, as sent and decoded
 * @param minBytesPerSecond least average rate, applied after {@code grace}
 * @param grace time before the rate applies
 * @param maxDuration time for the whole body
 */
record BodyLimits(int maxBytes, long minBytesPerSecond, Duration grace, Duration maxDuration) {

  static BodyLimits of(int maxBytes) {
    return new BodyLimits(maxBytes, 1024, Duration.ofSeconds(10), Duration.ofMinutes(2));
  }

  /** Whether a client that has sent {@code bytes} after {@code elapsed} is too slow. */
  boolean isTooSlow(long bytes, Duration elapsed) {
    return elapsed.compareTo(maxDuration) > 0
        || (elapsed.compareTo(grace) > 0 && bytes < minBytesPerSecond * elapsed.toSeconds());
  }

  ProblemException tooLarge() {
    return new ProblemException(
        Problem.tooLarge(
            "the body is larger than %d bytes: send fewer documents in one request"
                .formatted(maxBytes)));
  }
}
