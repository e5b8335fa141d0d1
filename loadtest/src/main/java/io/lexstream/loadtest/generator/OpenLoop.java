package io.lexstream.loadtest.generator;

/**
 * Sends by a schedule and never waits for an answer. When sending falls behind, what is due is sent
 * at once and the schedule stays as it was: latency counts from the time a document was meant to be
 * sent, so a stall costs every document that it held up (no coordinated omission).
 */
public final class OpenLoop {

  /** Sends one document; returns as soon as it is on its way. */
  public interface Sender {

    /**
     * @param number place in the schedule
     * @param intendedNanos when it was to be sent, on the pacer's clock
     */
    void send(int number, long intendedNanos);
  }

  private final Pacer pacer;

  public OpenLoop(Pacer pacer) {
    this.pacer = pacer;
  }

  /**
   * Sends all documents of a schedule.
   *
   * @param startNanos when the schedule begins, on the pacer's clock
   * @return how late the latest send was, in nanoseconds: what the sender itself could not keep up
   *     with
   */
  public long run(ArrivalSchedule schedule, long startNanos, Sender sender)
      throws InterruptedException {
    long latest = 0;
    for (int number = 0; number < schedule.size(); number++) {
      long intended = startNanos + schedule.nanos(number);
      pacer.awaitUntil(intended);
      latest = Math.max(latest, pacer.nanos() - intended);
      sender.send(number, intended);
    }
    return latest;
  }
}
