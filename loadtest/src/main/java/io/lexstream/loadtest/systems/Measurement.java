package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.meter.Observation.Counts;
import java.util.Map;
import java.util.Optional;

/**
 * One drain of one system. Times exclude the slices in which the system was paused.
 *
 * @param system the measured system
 * @param documents number of documents sent
 * @param seconds from the time all documents were readable until the last result was appended
 * @param committedSeconds the same until the last result was committed; empty without commits
 * @param ceilingDocumentsPerSecond the ceiling's throughput, measured in alternation with the
 *     system or before and after it; empty if they are not compared
 * @param cpuSeconds CPU time of the system's process, without the broker
 * @param residentBytes memory of that process at the end
 * @param batches totals over the runs of the graph; empty if the system does not report them
 * @param counts outcomes of the documents; empty for the ceiling, which writes no results
 * @param labels labels by document id and task
 * @param account figures that the system reports about itself
 */
public record Measurement(
    SystemName system,
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

  /** Adds the ceiling's throughput. */
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

  /** Throughput in documents per second. */
  public double documentsPerSecond() {
    return documents / seconds;
  }
}
