package io.lexstream.streamsapp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit = new RateLimit(10, now::get);

  @Test
  void aBurstOfTwiceTheRateIsAcceptedAndThenRejectedWithRetryAfter() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.acquire("a");
    }

    // Then
    assertThatThrownBy(() -> limit.acquire("a"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            rejected -> {
              assertThat(rejected.problem().status()).isEqualTo(429);
              assertThat(rejected.headers()).containsEntry("Retry-After", "1");
            });
  }

  @Test
  void tokensRefillOverTime() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.acquire("a");
    }

    // When
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));

    // Then
    limit.acquire("a");
    assertThatThrownBy(() -> limit.acquire("a")).isInstanceOf(ProblemException.class);
  }

  @Test
  void clientsHaveSeparateLimits() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.acquire("a");
    }

    // When, Then
    limit.acquire("b");
  }

  @Test
  void aLargeRequestDelaysLaterRequestsOfItsClient() {
    // Given
    limit.acquire("a");

    // When
    limit.charge("a", 34);

    // Then
    assertThatThrownBy(() -> limit.acquire("a"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            rejected -> assertThat(rejected.headers()).containsEntry("Retry-After", "2"));
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    limit.acquire("a");
  }

  @Test
  void noRequestBlocksItsClientForLongerThanTheBucketTakesToFill() {
    // Given
    limit.charge("a", 1_000_000);

    // When
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(2_100));

    // Then
    limit.acquire("a");
  }
}
