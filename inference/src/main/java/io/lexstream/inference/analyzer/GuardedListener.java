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
      logFirst("metric", metric, e);
    }
  }

  @Override
  public AnalyzerListener forModel(String name) {
    try {
      return new GuardedListener(listener.forModel(name), failureLogged);
    } catch (RuntimeException e) {
      logFirst("model", name, e);
      return new GuardedListener(AnalyzerListener.NONE, failureLogged);
    }
  }

  private void logFirst(String key, Object value, RuntimeException e) {
    if (failureLogged.compareAndSet(false, true)) {
      LOG.warn(
          "metrics listener failed; further failures are suppressed: listener={} {}={}",
          listener.getClass().getName(),
          key,
          value,
          e);
    }
  }
}
