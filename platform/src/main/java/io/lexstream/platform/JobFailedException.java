package io.lexstream.platform;

/** A Flink job that failed and will not be restarted. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  JobFailedException(String job, Throwable cause) {
    super("the job " + job + " failed, after restarts too: " + RootCause.line(cause), cause);
  }
}
