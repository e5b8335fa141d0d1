package io.lexstream.streamsapp.read.stats;

/**
 * How the app is.
 *
 * @param detail one line for people
 */
public record Health(Status status, String detail) {

  /** From starting to failed. */
  public enum Status {
    /** Not all parts have begun. */
    STARTING,
    /** Everything works. */
    READY,
    /** Work and state move between instances; records wait, nothing is lost. */
    REBALANCING,
    /** Will not recover by itself: the process should be restarted. */
    FAILED
  }

  public boolean isReady() {
    return status == Status.READY;
  }

  public boolean isAlive() {
    return status != Status.FAILED;
  }
}
