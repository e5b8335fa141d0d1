package io.lexstream.inference;

import java.util.concurrent.TimeUnit;

/**
 * Receives the metrics of an analyzer. It is called on the analyzer's threads, several at once, so
 * implementations are thread safe and return immediately. Exceptions that a listener throws are
 * logged and otherwise ignored.
 *
 * <p>Analyzers of a process share the engine (session and batcher) of a package. The metrics of a
 * shared engine go to the listener of one of these analyzers, so that sums over listeners count a
 * batch once.
 */
@FunctionalInterface
public interface AnalyzerListener {

  /** A listener that ignores every metric. */
  AnalyzerListener NONE = (metric, value) -> {};

  /** Receives one value; {@link AnalyzerMetric#kind} says what it means. */
  void record(AnalyzerMetric metric, long value);

  /** Receives a time in nanoseconds, as the microseconds that metrics are in. */
  default void recordTime(AnalyzerMetric metric, long nanos) {
    record(metric, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  /**
   * The listener for metrics of one model package, called once per package when an analyzer opens.
   * By default all metrics go to this listener.
   *
   * @param name the package's name
   */
  default AnalyzerListener forModel(String name) {
    return this;
  }
}
