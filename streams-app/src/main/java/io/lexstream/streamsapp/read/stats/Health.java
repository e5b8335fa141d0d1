package io.lexstream.streamsapp.read.stats;

/**
 * The health of the app.
 *
 * @param detail one line of text
 */
public record Health(Status status, String detail) {

  /** The states of an instance. */
  public enum Status {
    /** Not all parts have started. */
    STARTING,
    /** All parts work. */
    READY,
    /** Partitions and state move between instances. Records wait; none is lost. */
    REBALANCING,
    /** The app stopped. The process must be restarted. */
    FAILED
  }

  public boolean isReady() {
    return status == Status.READY;
  }

  public boolean isAlive() {
    return status != Status.FAILED;
  }
}
