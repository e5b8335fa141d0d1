package io.lexstream.platform;

/** A Flink job failed and is not restarted. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  JobFailedException(String job, Throwable cause) {
    super("job " + job + " failed after all restarts: " + RootCause.line(cause), cause);
  }
}
