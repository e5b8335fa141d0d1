package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.EngineFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatcherStateTest {

  private final BatcherState<TestRow, String> state =
      new BatcherState<>(new BatchingOptions(1, 256, Duration.ZERO, Duration.ofSeconds(30)));

  @Test
  void isNotDrainedBeforeTheWorkerHasLeftItsLastBatch() {
    // Given
    takeARow();
    state.close();
    state.answered();
    boolean drainedBefore = state.drained();

    // When
    state.leaveBatch();

    // Then
    assertThat(drainedBefore).isFalse();
    assertThat(state.drained()).isTrue();
    assertThat(state.terminated()).isTrue();
  }

  @Test
  void isDrainedButNotTerminatedWhileAHungRunIsInside() {
    // Given
    takeARow();
    state.close();

    // When
    state.fail(new EngineFailedException("hangs", null), true);
    state.answered();

    // Then
    assertThat(state.drained()).isTrue();
    assertThat(state.terminated()).isFalse();
  }

  @Test
  void onlyTheFirstFailureCounts() {
    // Given
    var first = new EngineFailedException("first", null);
    state.fail(first, false);

    // When
    boolean isFirst = state.fail(new EngineFailedException("second", null), false);

    // Then
    assertThat(isFirst).isFalse();
    assertThat(state.failure()).containsSame(first);
  }

  private void takeARow() {
    var row = TestRow.healthy(0, 20);
    state.accept(new PendingRow<>(row, row.tokens(), 0));
    state.claimWorker(0);
    state.takeBatch(0);
  }
}
