package io.lexstream.loadtest.report;

import io.lexstream.loadtest.meter.CpuPart;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A part of the pipeline's CPU time.
 *
 * @param share of all parts together
 */
record CpuShare(CpuPart part, double seconds, double share) {

  /** All parts, the largest first. */
  static List<CpuShare> of(Map<CpuPart, Double> cpuSeconds) {
    double all = cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return cpuSeconds.entrySet().stream()
        .map(
            part ->
                new CpuShare(part.getKey(), part.getValue(), all == 0 ? 0 : part.getValue() / all))
        .sorted(Comparator.comparingDouble(CpuShare::seconds).reversed())
        .toList();
  }

  String name() {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
