package io.lexstream.flinkjobs;

import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.SkippedTask;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Counts results and dead letters, in the metric group {@code lexstream}. Thread safe.
 *
 * <p>After a failure, records since the last checkpoint are processed and counted again, although
 * readers of the topics see them once.
 */
final class RecordMetrics {

  /** Values that a histogram keeps. */
  static final int WINDOW = 1_000;

  private final MetricGroup group;
  private final Clock clock;
  private final Counter enriched;
  private final Histogram endToEnd;
  private final Map<String, Counter> dead = new ConcurrentHashMap<>();
  private final Map<String, Counter> skipped = new ConcurrentHashMap<>();

  RecordMetrics(MetricGroup parent, Clock clock) {
    this.group = parent.addGroup("lexstream");
    this.clock = clock;
    this.enriched = group.counter("records_enriched", new ThreadSafeSimpleCounter());
    this.endToEnd = group.histogram("end_to_end_ms", new DescriptiveStatisticsHistogram(WINDOW));
  }

  /** Counts a result. The end-to-end time is from the timestamp of the record until now. */
  void enriched(RawRecord raw, EnrichedDocument document) {
    enriched.inc();
    if (raw.timestamp() >= 0) {
      endToEnd.update(Math.max(0, clock.millis() - raw.timestamp()));
    }
    document.getSkipped().forEach(this::skipped);
  }

  /** Counts a dead letter. */
  void dead(String reason) {
    dead.computeIfAbsent(reason, this::newDead).inc();
  }

  private Counter newDead(String reason) {
    return group.addGroup("reason", reason).counter("records_dead", new ThreadSafeSimpleCounter());
  }

  private void skipped(SkippedTask task) {
    // The key is a text, because an Avro record is mutable and slow to hash.
    skipped.computeIfAbsent(task.getTask() + " " + task.getReason(), key -> newSkipped(task)).inc();
  }

  private Counter newSkipped(SkippedTask task) {
    return group
        .addGroup("task", task.getTask())
        .addGroup("reason", task.getReason())
        .counter("tasks_skipped", new ThreadSafeSimpleCounter());
  }
}
