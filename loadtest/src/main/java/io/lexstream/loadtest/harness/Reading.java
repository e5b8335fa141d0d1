package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.meter.Observation.Counts;
import io.lexstream.loadtest.systems.BatchTotals;
import io.lexstream.loadtest.systems.Measurement;
import io.lexstream.loadtest.systems.SystemName;
import java.util.Map;
import java.util.Optional;

/**
 * A measurement as it is stored.
 *
 * @param textTokens tokens of the texts without special tokens and padding
 * @param ceilingDocumentsPerSecond the ceiling's throughput, measured in alternation with the
 *     system or before and after it; empty if they are not compared
 * @param agreement share of labels equal to those of bare ONNX Runtime; empty if the system returns
 *     no labels
 */
public record Reading(
    String scenario,
    SystemName system,
    int round,
    int documents,
    long textTokens,
    double seconds,
    Optional<Double> committedSeconds,
    Optional<Double> ceilingDocumentsPerSecond,
    double cpuSeconds,
    long residentBytes,
    Optional<BatchTotals> batches,
    Optional<Counts> counts,
    Optional<Double> agreement,
    Map<String, Double> account) {

  static Reading of(
      String scenario,
      int round,
      long textTokens,
      Measurement measurement,
      Map<String, Map<String, String>> expected) {
    return new Reading(
        scenario,
        measurement.system(),
        round,
        measurement.documents(),
        textTokens,
        measurement.seconds(),
        measurement.committedSeconds(),
        measurement.ceilingDocumentsPerSecond(),
        measurement.cpuSeconds(),
        measurement.residentBytes(),
        measurement.batches(),
        measurement.counts(),
        measurement.labels().isEmpty()
            ? Optional.empty()
            : Optional.of(agreement(expected, measurement.labels())),
        measurement.account());
  }

  /** Throughput in documents per second. */
  public double documentsPerSecond() {
    return documents / seconds;
  }

  /** Share of the expected labels that the system returned. */
  static double agreement(
      Map<String, Map<String, String>> expected, Map<String, Map<String, String>> returned) {
    long compared = 0;
    long equal = 0;
    for (var document : expected.entrySet()) {
      var labels = returned.getOrDefault(document.getKey(), Map.of());
      for (var label : document.getValue().entrySet()) {
        compared++;
        if (label.getValue().equals(labels.get(label.getKey()))) {
          equal++;
        }
      }
    }
    return compared == 0 ? 1 : (double) equal / compared;
  }
}
