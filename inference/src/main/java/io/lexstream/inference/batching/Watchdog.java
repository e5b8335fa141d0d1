package io.lexstream.inference.batching;

import io.lexstream.inference.EngineFailedException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Detects runs that hang. Native code cannot be stopped, so its thread is abandoned: the hang is
 * reported on the timer's thread.
 */
final class Watchdog {

  private final Timer timer;
  private final Duration runTimeout;

  Watchdog(Timer timer, Duration runTimeout) {
    this.timer = timer;
    this.runTimeout = runTimeout;
  }

  /**
   * Runs a batch.
   *
   * @param onHang called at most once, while the run may still be under way
   */
  <R extends Row, T> List<T> run(
      BatchRunner<R, T> runner, List<R> rows, Consumer<EngineFailedException> onHang)
      throws Exception {
    var alarm = timer.schedule(runTimeout, () -> onHang.accept(hangs(rows)));
    try {
      return runner.run(rows);
    } finally {
      alarm.cancel();
    }
  }

  private EngineFailedException hangs(List<? extends Row> rows) {
    return new EngineFailedException(
        ("engine failed: a run of %s has not returned after %d ms; start a new process, or raise the"
                + " run timeout if such runs can take longer")
            .formatted(BatchShape.of(rows), runTimeout.toMillis()),
        null);
  }
}
