package io.lexstream.streamsapp.read.stats;

import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.read.feed.RecordListener;
import io.lexstream.streamsapp.read.feed.SeenRecord;
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
 * Counts committed records as they are seen, and how long documents took: from the time of the
 * record a document came in with until its result could be read, committed. Keeps five minutes in
 * slices of two seconds. Thread-safe.
 */
public final class Pulse implements RecordListener {

  /** Length of a slice. */
  static final Duration SLICE = Duration.ofSeconds(2);

  /** Slices that are kept, the present one not counted. */
  static final int SLICES = 150;

  /** Whole slices that a rate is taken over: ten seconds. */
  static final int RATE_SLICES = 5;

  /** Slices that percentiles are taken over: the last minute, and the present. */
  static final int DELAY_SLICES = 31;

  private final InstantSource clock;
  private final Timer timer;
  private final Slice[] slices = new Slice[SLICES + 1];
  private final Map<Topic, Long> totals = new EnumMap<>(Topic.class);
  private Instant since;

  /**
   * An empty one.
   *
   * @param registry gets {@code lexstream.end.to.end}
   */
  public Pulse(InstantSource clock, MeterRegistry registry) {
    this.clock = clock;
    this.since = clock.instant();
    this.timer =
        Timer.builder("lexstream.end.to.end")
            .description("From a document's record to its result, committed and read")
            .publishPercentiles(0.5, 0.95, 0.99)
            .register(registry);
    for (int i = 0; i < slices.length; i++) {
      slices[i] = new Slice();
    }
  }

  @Override
  public synchronized void begins(Instant now) {
    since = now;
  }

  @Override
  public synchronized void seen(SeenRecord seen) {
    boolean isErasure = seen.topic() != Topic.DEAD_LETTERS && seen.consumed().value() == null;
    if (!seen.isNew() || isErasure) {
      return;
    }
    totals.merge(seen.topic(), 1L, Long::sum);
    if (seen.topic() == Topic.ENRICHED) {
      var slice = slice(seen.seenAt());
      slice.document();
      long delay = seen.seenAt().toEpochMilli() - seen.consumed().timestamp();
      slice.delay(delay);
      timer.record(Duration.ofMillis(Math.max(0, delay)));
    }
  }

  /**
   * What was seen so far.
   *
   * @param since when this instance began to watch
   * @param totals records by topic since then, erasures left out
   * @param perSecond documents per second, over ten seconds or as many as there were
   * @param delay of documents within the last minute
   * @param history the last five minutes, oldest first
   */
  public record Reading(
      Instant since,
      Map<Topic, Long> totals,
      double perSecond,
      Delay delay,
      List<Moment> history) {}

  /** Two seconds of the past, beginning {@code at}. */
  public record Moment(Instant at, double perSecond, Delay delay) {}

  /** Now. */
  public synchronized Reading read() {
    long present = number(clock.instant());
    long first = Math.max(number(since), present - SLICES);
    var history = new ArrayList<Moment>();
    for (long number = first; number < present; number++) {
      history.add(moment(number));
    }
    var rated = history.subList(Math.max(0, history.size() - RATE_SLICES), history.size());
    double perSecond = rated.stream().mapToDouble(Moment::perSecond).average().orElse(0);
    var delays = Slice.noDelays();
    for (long number = present - DELAY_SLICES + 1; number <= present; number++) {
      if (isKept(number)) {
        delays.add(at(number).delays());
      }
    }
    return new Reading(since, Map.copyOf(totals), perSecond, Delay.of(delays), history);
  }

  private Moment moment(long number) {
    var at = Instant.ofEpochMilli(number * SLICE.toMillis());
    if (!isKept(number)) {
      return new Moment(at, 0, Delay.NONE);
    }
    double perSecond = at(number).documents() / (double) SLICE.toSeconds();
    return new Moment(at, perSecond, Delay.of(at(number).delays()));
  }

  private Slice slice(Instant now) {
    long number = number(now);
    if (!isKept(number)) {
      at(number).restart(number);
    }
    return at(number);
  }

  private boolean isKept(long number) {
    return at(number).number() == number;
  }

  private Slice at(long number) {
    return slices[Math.floorMod(number, slices.length)];
  }

  private static long number(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), SLICE.toMillis());
  }
}
