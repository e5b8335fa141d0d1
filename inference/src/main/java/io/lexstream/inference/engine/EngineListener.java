package io.lexstream.inference.engine;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports the metrics of a shared engine to the analyzer that has used it longest: to one, not to
 * all, so that sums over analyzers count a batch once. Thread safe.
 */
final class EngineListener implements AnalyzerListener {

  /** Listeners in the order in which their analyzers opened; guarded by itself. */
  private final List<AnalyzerListener> listeners = new ArrayList<>();

  private volatile AnalyzerListener first = AnalyzerListener.NONE;

  @Override
  public void record(AnalyzerMetric metric, long value) {
    first.record(metric, value);
  }

  void add(AnalyzerListener listener) {
    synchronized (listeners) {
      listeners.add(listener);
      first = listeners.get(0);
    }
  }

  void remove(AnalyzerListener listener) {
    synchronized (listeners) {
      listeners.remove(listener);
      first = listeners.isEmpty() ? AnalyzerListener.NONE : listeners.get(0);
    }
    // The listener gets no further values of this gauge: it must not keep the last one.
    listener.record(AnalyzerMetric.QUEUE_DEPTH, 0);
  }
}
