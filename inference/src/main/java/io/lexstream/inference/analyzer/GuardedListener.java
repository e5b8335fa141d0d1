package io.lexstream.inference.analyzer;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps exceptions of a listener away from the analysis: the first is logged, all are ignored. */
final class GuardedListener implements AnalyzerListener {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final AnalyzerListener listener;
  private final AtomicBoolean failureLogged;

  GuardedListener(AnalyzerListener listener) {
    this(listener, new AtomicBoolean());
  }

  private GuardedListener(AnalyzerListener listener, AtomicBoolean failureLogged) {
    this.listener = listener;
    this.failureLogged = failureLogged;
  }

  @Override
  public void record(AnalyzerMetric metric, long value) {
    try {
      listener.record(metric, value);
    } catch (RuntimeException e) {
      if (failureLogged.compareAndSet(false, true)) {
        LOG.warn(
            "metrics listener failed; further failures are suppressed: listener={} metric={}",
            listener.getClass().getName(),
            metric,
            e);
      }
    }
  }

  @Override
  public AnalyzerListener forModel(String name) {
    return new GuardedListener(listener.forModel(name), failureLogged);
  }
}
