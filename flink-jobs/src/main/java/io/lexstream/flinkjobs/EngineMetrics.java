package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Exports every {@link AnalyzerMetric} as a Flink metric: in the group {@code lexstream}, and in
 * one group below it per model. Thread safe.
 */
final class EngineMetrics implements AnalyzerListener {

  private final MetricGroup group;
  private final AnalyzerListener ofAnalyzer;
  private final Map<String, AnalyzerListener> ofModels = new ConcurrentHashMap<>();

  EngineMetrics(MetricGroup parent) {
    this.group = parent.addGroup("lexstream");
    this.ofAnalyzer = new ScopeMetrics(group, AnalyzerMetric.Scope.ANALYZER);
  }

  @Override
  public void record(AnalyzerMetric metric, long value) {
    ofAnalyzer.record(metric, value);
  }

  @Override
  public AnalyzerListener forModel(String name) {
    return ofModels.computeIfAbsent(name, this::metricsOfModel);
  }

  private AnalyzerListener metricsOfModel(String name) {
    var modelGroup = group.addGroup("model", name);
    var metrics = new ScopeMetrics(modelGroup, AnalyzerMetric.Scope.MODEL);
    modelGroup.gauge("padding_ratio", (Gauge<Double>) metrics::paddingRatio);
    return metrics;
  }

  /** The metrics of one scope, all registered from the start, so that counts begin with zero. */
  private static final class ScopeMetrics implements AnalyzerListener {

    private final Map<AnalyzerMetric, LongConsumer> updates = new EnumMap<>(AnalyzerMetric.class);
    private final Map<AnalyzerMetric, Counter> counters = new EnumMap<>(AnalyzerMetric.class);

    ScopeMetrics(MetricGroup group, AnalyzerMetric.Scope scope) {
      Arrays.stream(AnalyzerMetric.values())
          .filter(metric -> metric.scope() == scope)
          .forEach(metric -> register(metric, group));
    }

    private void register(AnalyzerMetric metric, MetricGroup group) {
      String name = metric.metricName();
      switch (metric.kind()) {
        case COUNTER -> {
          var counter = group.counter(name, new ThreadSafeSimpleCounter());
          counters.put(metric, counter);
          updates.put(metric, counter::inc);
        }
        case GAUGE -> {
          var level = new AtomicLong();
          group.gauge(name, (Gauge<Long>) level::get);
          updates.put(metric, level::set);
        }
        case HISTOGRAM -> {
          var histogram = new DescriptiveStatisticsHistogram(RecordMetrics.WINDOW);
          updates.put(metric, group.histogram(name, histogram)::update);
        }
      }
    }

    @Override
    public void record(AnalyzerMetric metric, long value) {
      updates.get(metric).accept(value);
    }

    /** The share of padding in all tokens computed, in {@code [0, 1)}. */
    private double paddingRatio() {
      long padded = counters.get(AnalyzerMetric.PADDED_TOKENS).getCount();
      long tokens = counters.get(AnalyzerMetric.TOKENS).getCount();
      return padded == 0 ? 0 : 1 - (double) tokens / padded;
    }
  }
}
