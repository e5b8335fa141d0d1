package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.meter.Observation.Counts;
import io.lexstream.loadtest.systems.BatchTotals;
import io.lexstream.loadtest.systems.Measurement;
import java.util.Map;
import java.util.Optional;

/**
 * A measurement as it is kept.
 *
 * @param textTokens tokens of the texts, special tokens and padding not counted
 * @param ceilingDocumentsPerSecond the ceiling's speed in turns with it or around it; empty where
 *     they are not compared
 * @param agreement share of labels that are bare ONNX Runtime's; empty where there are none to
 *     compare
 */
public record Reading(
    String scenario,
    String system,
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

  /** Documents a second. */
  public double documentsPerSecond() {
    return documents / seconds;
  }

  /** Share of expected labels that were given. */
  static double agreement(
      Map<String, Map<String, String>> expected, Map<String, Map<String, String>> given) {
    long labels = 0;
    long equal = 0;
    for (var document : expected.entrySet()) {
      var answer = given.getOrDefault(document.getKey(), Map.of());
      for (var label : document.getValue().entrySet()) {
        labels++;
        if (label.getValue().equals(answer.get(label.getKey()))) {
          equal++;
        }
      }
    }
    return labels == 0 ? 1 : (double) equal / labels;
  }
}
