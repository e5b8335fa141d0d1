package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.meter.Observation.Counts;
import java.util.Map;
import java.util.Optional;

/**
 * What one drain of one system came to. Seconds are those in which it was let run.
 *
 * @param system the system's name
 * @param documents documents given
 * @param seconds from when all documents could be read until the last answer was appended
 * @param committedSeconds the same until the last answer was committed; empty where nothing is
 * @param ceilingDocumentsPerSecond the ceiling's speed, in turns with this or around it; empty
 *     where they are not compared
 * @param cpuSeconds of the system's own process, without the broker
 * @param residentBytes of that process, at the end
 * @param batches what the graph was run on; empty if the system does not tell
 * @param counts what became of the documents; empty for the ceiling, which answers nobody
 * @param labels labels by task for each document
 * @param account what the system says about itself, as it says it
 */
public record Measurement(
    String system,
    int documents,
    double seconds,
    Optional<Double> committedSeconds,
    Optional<Double> ceilingDocumentsPerSecond,
    double cpuSeconds,
    long residentBytes,
    Optional<BatchTotals> batches,
    Optional<Counts> counts,
    Map<String, Map<String, String>> labels,
    Map<String, Double> account) {

  /** The same, with the ceiling's speed. */
  Measurement beside(double ceiling) {
    return new Measurement(
        system,
        documents,
        seconds,
        committedSeconds,
        Optional.of(ceiling),
        cpuSeconds,
        residentBytes,
        batches,
        counts,
        labels,
        account);
  }

  public double documentsPerSecond() {
    return documents / seconds;
  }
}
