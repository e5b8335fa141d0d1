package io.lexstream.flinkjobs;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Keeps registered metrics by their path of group names. */
final class RecordingMetricGroup extends UnregisteredMetricsGroup {

  private final String path;
  private final Map<String, Metric> metrics;

  RecordingMetricGroup() {
    this("", new TreeMap<>());
  }

  private RecordingMetricGroup(String path, Map<String, Metric> metrics) {
    this.path = path;
    this.metrics = metrics;
  }

  long count(String path) {
    return ((Counter) metrics.get(path)).getCount();
  }

  Histogram histogram(String path) {
    return (Histogram) metrics.get(path);
  }

  Object gauge(String path) {
    return ((Gauge<?>) metrics.get(path)).getValue();
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordingMetricGroup(path + name + ".", metrics);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordingMetricGroup(path + key + "=" + value + ".", metrics);
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    metrics.put(path + name, counter);
    return counter;
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    metrics.put(path + name, histogram);
    return histogram;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(path + name, gauge);
    return gauge;
  }
}
