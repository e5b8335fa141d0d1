package io.lexstream.streamsapp.read.stats;

import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.read.feed.CommittedRecord;
import io.lexstream.streamsapp.read.feed.RecordListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts committed records and measures the latency of documents: from the timestamp of a
 * document's record until its committed result was read. Keeps five minutes in slices of two
 * seconds. Thread-safe.
 */
public final class PipelineStats implements RecordListener {

  /** Duration of a time slice. */
  static final Duration SLICE = Duration.ofSeconds(2);

  /** Number of complete slices that are kept. */
  static final int SLICES = 150;

  /** Complete slices for the rate: ten seconds. */
  static final int RATE_SLICES = 5;

  /** Slices for the percentiles: one minute and the current slice. */
  static final int LATENCY_SLICES = 31;

  private final InstantSource clock;
  private final Timer timer;
  private final TimeSlice[] slices = new TimeSlice[SLICES + 1];
  private final Map<Topic, Long> totals = new EnumMap<>(Topic.class);
  private Instant since;

  /**
   * Starts empty.
   *
   * @param registry where the timer {@code lexstream.end.to.end} is registered
   */
  public PipelineStats(InstantSource clock, MeterRegistry registry) {
    this.clock = clock;
    this.since = clock.instant();
    this.timer =
        Timer.builder("lexstream.end.to.end")
            .description("Time from a document's record to its committed result")
            .publishPercentiles(0.5, 0.95, 0.99)
            .register(registry);
    for (int i = 0; i < slices.length; i++) {
      slices[i] = new TimeSlice();
    }
  }

  @Override
  public synchronized void onStart(Instant now) {
    since = now;
  }

  @Override
  public synchronized void onRecord(CommittedRecord record) {
    boolean isErasure = record.topic() != Topic.DEAD_LETTERS && record.consumed().value() == null;
    if (!record.isNew() || isErasure) {
      return;
    }
    totals.merge(record.topic(), 1L, Long::sum);
    if (record.topic() == Topic.ENRICHED) {
      var slice = slice(record.readAt());
      slice.addDocument();
      long latency = record.readAt().toEpochMilli() - record.consumed().timestamp();
      slice.addLatency(latency);
      timer.record(Duration.ofMillis(Math.max(0, latency)));
    }
  }

  /**
   * The statistics at one point in time.
   *
   * @param since when this instance started to count
   * @param totals records by topic since then, without erasures
   * @param perSecond documents per second, average of the last ten seconds
   * @param latency latency of the documents of the last minute
   * @param history the last five minutes, oldest first
   */
  public record Snapshot(
      Instant since,
      Map<Topic, Long> totals,
      double perSecond,
      Latency latency,
      List<Interval> history) {}

  /** Two seconds that start {@code at}. */
  public record Interval(Instant at, double perSecond, Latency latency) {}

  /** The current statistics. */
  public synchronized Snapshot snapshot() {
    long current = number(clock.instant());
    long first = Math.max(number(since), current - SLICES);
    var history = new ArrayList<Interval>();
    for (long number = first; number < current; number++) {
      history.add(interval(number));
    }
    var rated = history.subList(Math.max(0, history.size() - RATE_SLICES), history.size());
    double perSecond = rated.stream().mapToDouble(Interval::perSecond).average().orElse(0);
    var latencies = TimeSlice.emptyHistogram();
    for (long number = current - LATENCY_SLICES + 1; number <= current; number++) {
      if (isKept(number)) {
        latencies.add(at(number).latencies());
      }
    }
    return new Snapshot(since, Map.copyOf(totals), perSecond, Latency.of(latencies), history);
  }

  private Interval interval(long number) {
    var at = Instant.ofEpochMilli(number * SLICE.toMillis());
    if (!isKept(number)) {
      return new Interval(at, 0, Latency.NONE);
    }
    double perSecond = at(number).documents() / (double) SLICE.toSeconds();
    return new Interval(at, perSecond, Latency.of(at(number).latencies()));
  }

  private TimeSlice slice(Instant now) {
    long number = number(now);
    if (!isKept(number)) {
      at(number).restart(number);
    }
    return at(number);
  }

  private boolean isKept(long number) {
    return at(number).number() == number;
  }

  private TimeSlice at(long number) {
    return slices[Math.floorMod(number, slices.length)];
  }

  private static long number(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), SLICE.toMillis());
  }
}
