package io.lexstream.platform;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The times of the milestones of a run, measured from the start of the process.
 *
 * <p>Thread-safe.
 */
public final class Timings {

  private final Instant start;
  private final InstantSource clock;
  private final Map<String, Duration> reached = new LinkedHashMap<>();

  public Timings(Instant start, InstantSource clock) {
    this.start = start;
    this.clock = clock;
  }

  /** Measures from the start of this JVM. */
  public static Timings ofThisProcess() {
    var start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return new Timings(start, InstantSource.system());
  }

  /** Records that {@code milestone} is reached now. A second call has no effect. */
  public synchronized void reached(String milestone) {
    reached.putIfAbsent(milestone, elapsed());
  }

  /** Returns {@code work} extended by a step that records the milestone. */
  public <T> CompletableFuture<T> whenDone(String milestone, CompletableFuture<T> work) {
    return work.thenApply(
        result -> {
          reached(milestone);
          return result;
        });
  }

  /** The time since the start. */
  public Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  /** The milestones, in the order in which they were reached. */
  public synchronized Map<String, Duration> milestones() {
    return new LinkedHashMap<>(reached);
  }
}
