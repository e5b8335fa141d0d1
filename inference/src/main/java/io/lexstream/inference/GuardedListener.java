package io.lexstream.inference;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the work it listens to. */
final class GuardedListener implements AnalyzerListener {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final AnalyzerListener listener;
  private final AtomicBoolean told = new AtomicBoolean();

  GuardedListener(AnalyzerListener listener) {
    this.listener = listener;
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      if (told.compareAndSet(false, true)) {
        LOG.warn(
            "an analyzer listener failed, further failures are not told: cause={}", e.toString());
      }
    }
  }

  @Override
  public void tokenized(String model, int tokens, int windows, Duration took) {
    guard(() -> listener.tokenized(model, tokens, windows, took));
  }

  @Override
  public void rowWaited(String model, Duration waited) {
    guard(() -> listener.rowWaited(model, waited));
  }

  @Override
  public void queueDepth(String model, int rows) {
    guard(() -> listener.queueDepth(model, rows));
  }

  @Override
  public void batchRun(String model, int rows, int tokens, int paddedTokens, Duration took) {
    guard(() -> listener.batchRun(model, rows, tokens, paddedTokens, took));
  }

  @Override
  public void batchFailed(String model, int rows, Throwable cause) {
    guard(() -> listener.batchFailed(model, rows, cause));
  }

  @Override
  public void rowFailed(String model, Throwable cause) {
    guard(() -> listener.rowFailed(model, cause));
  }

  @Override
  public void engineFailed(String model, Throwable cause) {
    guard(() -> listener.engineFailed(model, cause));
  }

  @Override
  public void cacheHit() {
    guard(listener::cacheHit);
  }

  @Override
  public void cacheMiss() {
    guard(listener::cacheMiss);
  }

  @Override
  public void analyzed(Analysis analysis, Duration took) {
    guard(() -> listener.analyzed(analysis, took));
  }
}
