package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.failing;
import static io.lexstream.inference.batching.TestRow.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchListenerTest {

  private final FaultyRunner runner = new FaultyRunner();
  private final StepExecutor workers = new StepExecutor();
  private final ManualTimer timer = new ManualTimer();

  @AfterEach
  void logAgain() {
    Configurator.setLevel(GuardedListener.class.getName(), Level.WARN);
  }

  @Test
  void theWayOfARowIsReported() {
    // Given
    var heard = new Recorder();
    var batcher = batcher(heard);
    batcher.submit(healthy(0, 100));
    timer.advance(Duration.ofMillis(3));
    batcher.submit(healthy(1, 96));
    batcher.submit(healthy(2, 7));
    runner.onRun(() -> timer.advance(Duration.ofMillis(40)));

    // When
    workers.runAll();

    // Then
    assertThat(heard.events)
        .containsExactly(
            "queued, 1 waiting",
            "queued, 2 waiting",
            "queued, 3 waiting",
            "waited 3 ms",
            "waited 0 ms",
            "formed 2 row(s), 196 tokens, 200 with padding, 1 waiting",
            "ran 2 row(s), 196 tokens, 200 with padding in 40 ms",
            "waited 40 ms",
            "formed 1 row(s), 7 tokens, 7 with padding, 0 waiting",
            "ran 1 row(s), 7 tokens, 7 with padding in 40 ms");
  }

  @Test
  void failuresAreReported() {
    // Given
    var heard = new Recorder();
    var batcher = batcher(heard);
    batcher.submit(failing(0, 9));
    workers.runAll();
    runner.breakEngine();
    batcher.submit(healthy(1, 9));
    batcher.submit(healthy(2, 200));

    // When
    workers.runAll();

    // Then
    assertThat(heard.events)
        .filteredOn(event -> event.contains("fail"))
        .containsExactly(
            "run failed: bad row",
            "row failed",
            "run failed: broken engine",
            "run failed: broken engine",
            "engine failed");
  }

  @Test
  void aListenerThatThrowsHarmsNoRow() {
    // Given
    Configurator.setLevel(
        GuardedListener.class.getName(), Level.OFF); // its one warning is no news here
    var batcher =
        batcher(
            new BatchListener() {
              @Override
              public void rowFailed(Throwable cause) {
                throw new IllegalStateException("broken metrics");
              }
            });
    var failing = batcher.submit(failing(0, 20));
    var healthy = batcher.submit(healthy(1, 20));

    // When
    workers.runAll();

    // Then
    assertThat(failing).isCompletedExceptionally();
    assertThat(healthy).isCompletedWithValue("result of 1");
  }

  @Test
  void thePaddingRatioIsTheShareOfTokensComputedForNothing() {
    // Given
    var rows = List.of(healthy(0, 10), healthy(1, 5), healthy(2, 6));

    // When
    var ratio = BatchShape.of(rows).paddingRatio();

    // Then
    assertThat(ratio).isEqualTo(0.3, within(1e-9));
  }

  private TokenBudgetBatcher<TestRow, String> batcher(BatchListener listener) {
    var options = new BatchingOptions(1, 256, Duration.ZERO, Duration.ofSeconds(30));
    return new TokenBudgetBatcher<>(options, runner, TestRow.KNOWN_GOOD, listener, workers, timer);
  }

  private static final class Recorder implements BatchListener {

    private final List<String> events = new ArrayList<>();

    @Override
    public void rowQueued(int waiting) {
      events.add("queued, " + waiting + " waiting");
    }

    @Override
    public void rowWaited(Duration wait) {
      events.add("waited " + wait.toMillis() + " ms");
    }

    @Override
    public void batchFormed(BatchShape shape, int waiting) {
      events.add("formed " + shape + ", " + waiting + " waiting");
    }

    @Override
    public void runSucceeded(BatchShape shape, Duration duration) {
      events.add("ran " + shape + " in " + duration.toMillis() + " ms");
    }

    @Override
    public void runFailed(BatchShape shape, Duration duration, Throwable cause) {
      events.add("run failed: " + cause.getMessage());
    }

    @Override
    public void rowFailed(Throwable cause) {
      events.add("row failed");
    }

    @Override
    public void engineFailed(Throwable cause) {
      events.add("engine failed");
    }
  }
}
