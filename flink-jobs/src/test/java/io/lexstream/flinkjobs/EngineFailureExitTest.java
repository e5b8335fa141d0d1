package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.RowFailedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineFailureExitTest {

  private final EngineFailedException engineFailure = new EngineFailedException("hangs", null);

  private final List<Throwable> exits = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(names = {"CUDA", "TENSORRT"})
  void anEngineFailureOnAGpuEndsTheProcess(ExecutionProvider provider) {
    // Given
    var exit = new EngineFailureExit(provider, exits::add);

    // When
    exit.check(engineFailure);

    // Then
    assertThat(exits).containsExactly(engineFailure);
  }

  @Test
  void anEngineFailureOnACpuDoesNotEndTheProcess() {
    // Given
    var exit = new EngineFailureExit(ExecutionProvider.CPU, exits::add);

    // When
    exit.check(engineFailure);

    // Then
    assertThat(exits).isEmpty();
  }

  @Test
  void otherFailuresDoNotEndTheProcess() {
    // Given
    var exit = new EngineFailureExit(ExecutionProvider.TENSORRT, exits::add);

    // When
    exit.check(new IllegalStateException("schema rejected"));
    exit.check(new RowFailedException("not finite", null));

    // Then
    assertThat(exits).isEmpty();
  }
}
