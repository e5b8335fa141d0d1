package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SickEngineTest {

  private final EngineFailedException sick = new EngineFailedException("sick", null);

  private final List<Throwable> exits = new ArrayList<>();

  @Test
  void onAGpuTheProcessEnds() {
    // Given
    var engine = new SickEngine(ExecutionProvider.CUDA, exits::add);

    // When
    engine.check(sick);

    // Then
    assertThat(exits).containsExactly(sick);
  }

  @Test
  void onACpuTheJobRestarts() {
    // Given
    var engine = new SickEngine(ExecutionProvider.CPU, exits::add);

    // When
    engine.check(sick);

    // Then
    assertThat(exits).isEmpty();
  }

  @Test
  void otherFailuresAreNoReasonToEndTheProcess() {
    // Given
    var engine = new SickEngine(ExecutionProvider.TENSORRT, exits::add);

    // When
    engine.check(new IllegalStateException("a schema was refused"));

    // Then
    assertThat(exits).isEmpty();
  }
}
