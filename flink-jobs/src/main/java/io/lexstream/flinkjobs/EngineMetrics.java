package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the analyzer does, as Flink metrics: group {@code lexstream}, and below it one group per
 * model. Durations are in microseconds. Thread safe.
 */
final class EngineMetrics implements AnalyzerListener {

  private final MetricGroup group;
  private final Counter cacheHits;
  private final Counter cacheMisses;
  private final Map<String, Model> models = new ConcurrentHashMap<>();

  EngineMetrics(MetricGroup parent) {
    this.group = parent.addGroup("lexstream");
    this.cacheHits = group.counter("cache_hits", new ThreadSafeSimpleCounter());
    this.cacheMisses = group.counter("cache_misses", new ThreadSafeSimpleCounter());
  }

  @Override
  public void tokenized(String model, int tokens, int windows, Duration took) {
    of(model).tokenize.update(micros(took));
  }

  @Override
  public void rowWaited(String model, Duration waited) {
    of(model).queue.update(micros(waited));
  }

  @Override
  public void queueDepth(String model, int rows) {
    of(model).queueDepth = rows;
  }

  @Override
  public void batchRun(String model, int rows, int tokens, int paddedTokens, Duration took) {
    var metrics = of(model);
    metrics.inference.update(micros(took));
    metrics.batchRows.update(rows);
    metrics.batchTokens.update(tokens);
    metrics.tokens.inc(tokens);
    metrics.paddedTokens.inc(paddedTokens);
  }

  @Override
  public void batchFailed(String model, int rows, Throwable cause) {
    var metrics = of(model);
    metrics.batchesFailed.inc();
    metrics.failedBatchRows.update(rows);
  }

  @Override
  public void rowFailed(String model, Throwable cause) {
    of(model).rowsFailed.inc();
  }

  @Override
  public void engineFailed(String model, Throwable cause) {
    of(model).enginesFailed.inc();
  }

  @Override
  public void cacheHit() {
    cacheHits.inc();
  }

  @Override
  public void cacheMiss() {
    cacheMisses.inc();
  }

  private Model of(String model) {
    return models.computeIfAbsent(model, name -> new Model(group.addGroup("model", name)));
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }

  private static final class Model {

    private final Histogram tokenize;
    private final Histogram queue;
    private final Histogram inference;
    private final Histogram batchRows;
    private final Histogram batchTokens;
    private final Histogram failedBatchRows;
    private final Counter tokens;
    private final Counter paddedTokens;
    private final Counter batchesFailed;
    private final Counter rowsFailed;
    private final Counter enginesFailed;
    private volatile int queueDepth;

    private Model(MetricGroup group) {
      tokenize = histogram(group, "tokenize_us");
      queue = histogram(group, "queue_us");
      inference = histogram(group, "inference_us");
      batchRows = histogram(group, "batch_rows");
      batchTokens = histogram(group, "batch_tokens");
      failedBatchRows = histogram(group, "failed_batch_rows");
      tokens = counter(group, "tokens");
      paddedTokens = counter(group, "padded_tokens");
      batchesFailed = counter(group, "batches_failed");
      rowsFailed = counter(group, "rows_failed");
      enginesFailed = counter(group, "engines_failed");
      group.gauge("queue_depth", (Gauge<Integer>) () -> queueDepth);
      group.gauge("padding_ratio", (Gauge<Double>) this::paddingRatio);
    }

    /** Share of the model's work that went into padding, in {@code [0, 1)}. */
    private double paddingRatio() {
      long padded = paddedTokens.getCount();
      return padded == 0 ? 0 : 1 - (double) tokens.getCount() / padded;
    }

    private static Histogram histogram(MetricGroup group, String name) {
      return group.histogram(name, new DescriptiveStatisticsHistogram(RecordMetrics.WINDOW));
    }

    private static Counter counter(MetricGroup group, String name) {
      return group.counter(name, new ThreadSafeSimpleCounter());
    }
  }
}
