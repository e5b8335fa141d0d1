package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.meter.Observation.Counts;
import java.util.List;

/**
 * Latency under an open loop, whose sender does not wait for results.
 *
 * @param name name of the load
 * @param documents number of documents sent
 * @param perSecond mean rate in documents per second
 * @param percentiles latency from event to committed result
 * @param largestLag the most documents at one time that were sent and had no visible result
 * @param senderLateMillis largest delay of a send behind its schedule, in ms
 */
public record OpenLoopMeasurement(
    String name,
    int documents,
    double perSecond,
    List<Percentile> percentiles,
    int largestLag,
    double senderLateMillis,
    Counts counts) {

  /** The latency in ms that {@code percent} of the documents did not exceed. */
  public record Percentile(double percent, long millis) {}
}
