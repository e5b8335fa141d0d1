package io.lexstream.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.loadtest.generator.ArrivalSchedule.Spacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final long MILLISECOND = 1_000_000L;

  private static final ArrivalSchedule EVERY_100_MS =
      ArrivalSchedule.of(
          List.of(new RateStep(Duration.ofMillis(500), 10)), Spacing.EVEN, Optional.empty(), 1);

  /** A clock that advances only while the test waits or works. */
  private static final class FakePacer implements Pacer {
    private long now;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void awaitUntil(long nanos) {
      now = Math.max(now, nanos);
    }
  }

  @Test
  void aStallDelaysSendsButNotTheirScheduledTimes() throws Exception {
    // Given
    var pacer = new FakePacer();
    var intended = new ArrayList<Long>();
    var sent = new ArrayList<Long>();

    // When
    long latest =
        new OpenLoop(pacer)
            .run(
                EVERY_100_MS,
                0,
                (number, due) -> {
                  intended.add(due / MILLISECOND);
                  sent.add(pacer.now / MILLISECOND);
                  if (number == 1) {
                    pacer.now += 250 * MILLISECOND; // Sending the second document stalls.
                  }
                });

    // Then
    assertThat(intended).containsExactly(0L, 100L, 200L, 300L, 400L);
    assertThat(sent).containsExactly(0L, 100L, 350L, 350L, 400L);
    assertThat(latest).isEqualTo(150 * MILLISECOND);
  }
}
