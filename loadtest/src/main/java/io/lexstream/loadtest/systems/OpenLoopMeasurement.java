package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.meter.Observation.Counts;
import java.util.List;

/**
 * Latency under a load that does not wait.
 *
 * @param name what the load was
 * @param documents documents sent
 * @param perSecond mean rate
 * @param percentiles latency from event to committed output
 * @param largestLag the most documents that were sent and had no visible output yet
 * @param senderLateMillis how late the latest send was; what of the latency is the sender's own
 */
public record OpenLoopMeasurement(
    String name,
    int documents,
    double perSecond,
    List<Percentile> percentiles,
    int largestLag,
    double senderLateMillis,
    Counts counts) {

  /** So much of the documents took at most so long. */
  public record Percentile(double percent, long millis) {}
}
