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
  void aCallerMayAskTwiceItsRateAtOnceAndIsThenToldToWait() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.take("a");
    }

    // Then
    assertThatThrownBy(() -> limit.take("a"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(429);
              assertThat(refused.retryAfterSeconds()).hasValue(1);
            });
  }

  @Test
  void timeBringsItsRequestsBack() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.take("a");
    }

    // When
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));

    // Then
    limit.take("a");
    assertThatThrownBy(() -> limit.take("a")).isInstanceOf(ProblemException.class);
  }

  @Test
  void oneCallerDoesNotUseUpAnothersRequests() {
    // Given
    for (int i = 0; i < 20; i++) {
      limit.take("a");
    }

    // When, Then
    limit.take("b");
  }
}
