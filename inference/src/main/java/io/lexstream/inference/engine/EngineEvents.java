package io.lexstream.inference.engine;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.batching.BatchListener;
import io.lexstream.inference.batching.BatchShape;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes the events of a shared engine on to the analyzer that has used it longest: one, not all,
 * so that sums over analyzers count a batch once.
 */
final class EngineEvents implements BatchListener {

  private final String model;
  private final Runnable onFailure;
  private final List<AnalyzerListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * Events of that model's engine.
   *
   * @param onFailure runs when the engine fails
   */
  EngineEvents(String model, Runnable onFailure) {
    this.model = model;
    this.onFailure = onFailure;
  }

  void add(AnalyzerListener listener) {
    listeners.add(listener);
  }

  void remove(AnalyzerListener listener) {
    listeners.remove(listener);
    // It gets no further events of the queue: its gauge must not stay at the last value.
    listener.queueDepth(model, 0);
  }

  private AnalyzerListener first() {
    for (AnalyzerListener listener : listeners) {
      return listener;
    }
    return AnalyzerListener.NONE;
  }

  @Override
  public void rowQueued(int waiting) {
    first().queueDepth(model, waiting);
  }

  @Override
  public void rowWaited(Duration wait) {
    first().rowWaited(model, wait);
  }

  @Override
  public void batchFormed(BatchShape shape, int waiting) {
    first().queueDepth(model, waiting);
  }

  @Override
  public void runSucceeded(BatchShape shape, Duration duration) {
    first()
        .batchRun(model, shape.rows(), (int) shape.tokens(), (int) shape.paddedTokens(), duration);
  }

  @Override
  public void runFailed(BatchShape shape, Duration duration, Throwable cause) {
    first().batchFailed(model, shape.rows(), cause);
  }

  @Override
  public void rowFailed(Throwable cause) {
    first().rowFailed(model, cause);
  }

  @Override
  public void engineFailed(Throwable cause) {
    onFailure.run();
    first().engineFailed(model, cause);
  }
}
