package io.lexstream.streamsapp;

import io.lexstream.schemas.SchemaRejectedException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles stream threads that fail for another reason than a record: replaces them after a pause.
 * Stops the app only if someone must repair the cause.
 */
final class StreamsFailures implements StreamsUncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsFailures.class);

  /** After this time without a failure, pauses start at the shortest again. */
  private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final ExponentialBackoff pauses = new ExponentialBackoff(500, 2, 30_000, 0.2);
  private int failures;
  private long lastFailure;
  private volatile String fatal;

  /** Why the app stopped; null if it did not. */
  String fatal() {
    return fatal;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    var cause = root(failure);
    if (mustBeRepaired(failure)) {
      fatal = cause.getMessage();
      LOG.error("streams app stopped: cause={}", cause.toString());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    long pause = pause();
    LOG.warn("stream thread failed, replacing it: pauseMs={} cause={}", pause, cause.toString());
    LOG.debug("stream thread failed", failure);
    sleep(pause); // on the failed thread
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private synchronized long pause() {
    long now = System.nanoTime();
    failures = now - lastFailure > FORGET_NANOS ? 0 : failures + 1;
    lastFailure = now;
    return pauses.backoff(failures);
  }

  private static boolean mustBeRepaired(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SchemaRejectedException
          || cause instanceof MissingSourceTopicException
          || cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || cause instanceof VirtualMachineError) {
        return true;
      }
    }
    return false;
  }

  static Throwable root(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
