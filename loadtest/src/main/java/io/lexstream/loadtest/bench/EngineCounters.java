package io.lexstream.loadtest.bench;

import io.lexstream.loadtest.systems.BatchTotals;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Sums the job's batch metrics over models. A Flink metric reporter; this process has one. */
public final class EngineCounters implements MetricReporter {

  private static final Map<Metric, String> METRICS = new ConcurrentHashMap<>();

  /** Creates the reporter; Flink's configuration contains the name of this class. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new EngineCounters();
    }
  }

  /** Totals since the start. Each row waits in the queue once, so waits count rows. */
  static BatchTotals totals() {
    return new BatchTotals(
        sum("inference_us"), sum("queue_us"), sum("tokens"), sum("padded_tokens"));
  }

  private static long sum(String name) {
    return METRICS.entrySet().stream()
        .filter(metric -> metric.getValue().equals(name))
        .mapToLong(metric -> count(metric.getKey()))
        .sum();
  }

  private static long count(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Histogram histogram ? histogram.getCount() : 0;
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter || metric instanceof Histogram) {
      METRICS.put(metric, name);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.remove(metric);
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}
}
