package io.lexstream.inference.batching;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's exceptions away from the rows: the first is logged, all are ignored. */
final class GuardedListener implements BatchListener {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final BatchListener listener;
  private final AtomicBoolean complained = new AtomicBoolean();

  GuardedListener(BatchListener listener) {
    this.listener = listener;
  }

  @Override
  public void rowQueued(int waiting) {
    guard(() -> listener.rowQueued(waiting));
  }

  @Override
  public void rowWaited(Duration wait) {
    guard(() -> listener.rowWaited(wait));
  }

  @Override
  public void batchFormed(BatchShape shape, int waiting) {
    guard(() -> listener.batchFormed(shape, waiting));
  }

  @Override
  public void runSucceeded(BatchShape shape, Duration duration) {
    guard(() -> listener.runSucceeded(shape, duration));
  }

  @Override
  public void runFailed(BatchShape shape, Duration duration, Throwable cause) {
    guard(() -> listener.runFailed(shape, duration, cause));
  }

  @Override
  public void rowFailed(Throwable cause) {
    guard(() -> listener.rowFailed(cause));
  }

  @Override
  public void engineFailed(Throwable cause) {
    guard(() -> listener.engineFailed(cause));
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn(
            "batch listener fails, its metrics are incomplete: listener={}",
            listener.getClass().getName(),
            e);
      }
    }
  }
}
