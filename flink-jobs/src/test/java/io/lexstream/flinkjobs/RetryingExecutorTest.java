package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryingExecutorTest {

  private final RetryingExecutor executor =
      new RetryingExecutor(
          1, new ExecutorThreadFactory("test"), Duration.ofMillis(1), Duration.ofMillis(4));

  @AfterEach
  void close() {
    executor.close();
  }

  @Test
  void workIsRetriedUntilTheRegistryIsAvailable() {
    // Given
    var attempts = new AtomicInteger();

    // When
    var result =
        executor.submit(
            () -> {
              if (attempts.incrementAndGet() < 5) {
                throw new RegistryUnavailableException("away", null);
              }
              return "done";
            });

    // Then
    assertThat(result).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("done");
    assertThat(attempts).hasValue(5);
  }

  @Test
  void waitingBlocksNoThread() {
    // Given
    var back = new AtomicBoolean();
    var waiting =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    executor.submit(
                        () -> {
                          if (!back.get()) {
                            throw new RegistryUnavailableException("away", null);
                          }
                          return i;
                        }))
            .toList();

    // When
    var other = executor.submit(() -> "other");

    // Then
    assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("other");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    back.set(true);
    await().until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
  }

  @Test
  void otherFailuresAreTheResult() {
    // Given
    var failure = new IllegalStateException("broken");

    // When
    var result =
        executor.submit(
            () -> {
              throw failure;
            });

    // Then
    assertThat(result)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isSameAs(failure);
  }
}
