package io.lexstream.inference.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.AnalysisFailedException;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownGoodProbeTest {

  private final AtomicInteger probes = new AtomicInteger();

  private AnalysisFailedException classify(Throwable failure, CompletableFuture<?> knownGood) {
    var probe =
        new KnownGoodProbe(
            () -> {
              probes.incrementAndGet();
              return knownGood;
            });
    return probe.classify("a text", failure).join();
  }

  @Test
  void aFailureIsARowFailureIfKnownGoodInputPasses() {
    // Given
    var failure = new CompletionException(new IllegalStateException("bad text"));

    // When
    var classified = classify(failure, CompletableFuture.completedFuture(null));

    // Then
    assertThat(classified)
        .isInstanceOf(RowFailedException.class)
        .hasMessageContaining("a text fails while known-good input passes")
        .hasMessageContaining("bad text")
        .hasCause(failure.getCause());
    assertThat(probes).hasValue(1);
  }

  @Test
  void aFailureIsAnEngineFailureIfKnownGoodInputFailsToo() {
    // Given
    var failure = new IllegalStateException("bad text");
    var probeFailure = new CompletionException(new IllegalStateException("no tokenizer"));

    // When
    var classified = classify(failure, CompletableFuture.failedFuture(probeFailure));

    // Then
    assertThat(classified)
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("known-good input fails too")
        .hasMessageContaining("no tokenizer")
        .hasSuppressedException(failure);
  }

  @Test
  void anEngineFailureThatTheProbeFindsIsReportedAsItIs() {
    // Given
    var hang = new EngineFailedException("a run hangs", null);

    // When
    var classified =
        classify(new IllegalStateException("bad text"), CompletableFuture.failedFuture(hang));

    // Then
    assertThat(classified).isSameAs(hang);
  }

  @Test
  void aProbeThatThrowsIsAProbeThatFails() {
    // Given
    var probe =
        new KnownGoodProbe(
            () -> {
              throw new IllegalStateException("closed");
            });

    // When
    var classified = probe.classify("a text", new IllegalArgumentException("odd")).join();

    // Then
    assertThat(classified).isInstanceOf(EngineFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {RejectedExecutionException.class, OutOfMemoryError.class, LinkageError.class})
  void aFailureThatNoInputCanCauseIsAnEngineFailureWithoutProbe(Class<? extends Throwable> type)
      throws Exception {
    // Given
    var failure = type.getConstructor(String.class).newInstance("out of threads");

    // When
    var classified = classify(failure, CompletableFuture.completedFuture(null));

    // Then
    assertThat(classified)
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("out of threads");
    assertThat(probes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(classes = {RowFailedException.class, EngineFailedException.class})
  void aClassifiedFailureStaysAsItIsWithoutProbe(Class<? extends AnalysisFailedException> type)
      throws Exception {
    // Given
    var failure = type.getConstructor(String.class, Throwable.class).newInstance("known", null);

    // When
    var classified =
        classify(
            new CompletionException(new CompletionException(failure)),
            CompletableFuture.completedFuture(null));

    // Then
    assertThat(classified).isSameAs(failure);
    assertThat(probes).hasValue(0);
  }
}
