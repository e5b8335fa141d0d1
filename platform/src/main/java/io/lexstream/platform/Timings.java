package io.lexstream.platform;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * When the milestones of a run were reached, counted from the start of the process.
 *
 * <p>Thread safe.
 */
public final class Timings {

  private final Instant start;
  private final InstantSource clock;
  private final Map<String, Duration> reached = new LinkedHashMap<>();

  public Timings(Instant start, InstantSource clock) {
    this.start = start;
    this.clock = clock;
  }

  /** Counts from the start of this Java virtual machine. */
  public static Timings ofThisProcess() {
    var start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return new Timings(start, InstantSource.system());
  }

  /** Notes that {@code milestone} is reached now. Only the first time counts. */
  public synchronized void reached(String milestone) {
    reached.putIfAbsent(milestone, elapsed());
  }

  /** {@code work}, and its milestone is reached when it is done. */
  public <T> CompletableFuture<T> whenDone(String milestone, CompletableFuture<T> work) {
    return work.thenApply(
        result -> {
          reached(milestone);
          return result;
        });
  }

  /** Since the start. */
  public Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  /** The milestones in the order they were reached. */
  public synchronized Map<String, Duration> milestones() {
    return new LinkedHashMap<>(reached);
  }
}
