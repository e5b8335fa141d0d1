package io.lexstream.inference;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The values of each metric, in the order in which they were recorded. */
public final class RecordedMetrics implements AnalyzerListener {

  private final Map<AnalyzerMetric, List<Long>> values = new ConcurrentHashMap<>();

  @Override
  public void record(AnalyzerMetric metric, long value) {
    values.computeIfAbsent(metric, m -> new CopyOnWriteArrayList<>()).add(value);
  }

  /** All values of a metric. */
  public List<Long> of(AnalyzerMetric metric) {
    return values.getOrDefault(metric, List.of());
  }

  /** The sum of a metric's values. */
  public long sum(AnalyzerMetric metric) {
    return of(metric).stream().mapToLong(Long::longValue).sum();
  }
}
