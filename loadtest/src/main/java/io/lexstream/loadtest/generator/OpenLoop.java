package io.lexstream.loadtest.generator;

/**
 * Sends documents on a schedule without waiting for results. If the sender is late, it sends the
 * due documents at once and keeps the schedule. Latency counts from the scheduled time, so a stall
 * adds to the latency of all documents that it delays (no coordinated omission).
 */
public final class OpenLoop {

  /** Sends one document without waiting for its result. */
  public interface Sender {

    /**
     * @param number position in the schedule
     * @param scheduledNanos scheduled time on the pacer's clock
     */
    void send(int number, long scheduledNanos);
  }

  private final Pacer pacer;

  public OpenLoop(Pacer pacer) {
    this.pacer = pacer;
  }

  /**
   * Sends all documents of a schedule.
   *
   * @param startNanos start of the schedule on the pacer's clock
   * @return the largest delay of a send, in ns
   */
  public long run(ArrivalSchedule schedule, long startNanos, Sender sender)
      throws InterruptedException {
    long largestDelay = 0;
    for (int number = 0; number < schedule.size(); number++) {
      long scheduled = startNanos + schedule.nanos(number);
      pacer.awaitUntil(scheduled);
      largestDelay = Math.max(largestDelay, pacer.nanos() - scheduled);
      sender.send(number, scheduled);
    }
    return largestDelay;
  }
}
