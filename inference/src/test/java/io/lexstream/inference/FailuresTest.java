package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  private final AtomicInteger probes = new AtomicInteger();

  private Failures failures(CompletableFuture<?> knownGood) {
    return new Failures(
        () -> {
          probes.incrementAndGet();
          return knownGood;
        });
  }

  @Test
  void aTextIsToBlameIfAKnownGoodOnePasses() {
    // Given
    var failure = new CompletionException(new IllegalStateException("bad text"));

    // When
    var verdict = failures(CompletableFuture.completedFuture(null)).forCaller(failure).join();

    // Then
    assertThat(verdict).isInstanceOf(RowFailedException.class).hasMessageContaining("bad text");
    assertThat(probes).hasValue(1);
  }

  @Test
  void theAnalyzerIsToBlameIfAKnownGoodTextFailsToo() {
    // Given
    var failure = new IllegalStateException("no tokenizer");

    // When
    var verdict = failures(CompletableFuture.failedFuture(failure)).forCaller(failure).join();

    // Then
    assertThat(verdict)
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("neither can one known to be good")
        .hasMessageContaining("no tokenizer");
  }

  @Test
  void aProbeThatThrowsIsAProbeThatFails() {
    // Given
    var failures =
        new Failures(
            () -> {
              throw new IllegalStateException("closed");
            });

    // When
    var verdict = failures.forCaller(new IllegalArgumentException("odd")).join();

    // Then
    assertThat(verdict).isInstanceOf(EngineFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        EngineFailedException.class,
        RejectedExecutionException.class,
        OutOfMemoryError.class
      })
  void whatIsNoTextsFaultNeedsNoProbe(Class<? extends Throwable> type) throws Exception {
    // Given
    Throwable failure =
        type == EngineFailedException.class
            ? new EngineFailedException("sick", null)
            : type.getConstructor(String.class).newInstance("sick");

    // When
    var verdict = failures(CompletableFuture.completedFuture(null)).forCaller(failure).join();

    // Then
    assertThat(verdict).isInstanceOf(EngineFailedException.class).hasMessageContaining("sick");
    assertThat(probes).hasValue(0);
  }
}
