package io.lexstream.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.loadtest.process.TimeSlices.Shares;
import io.lexstream.loadtest.process.TimeSlices.Slice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSlicesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path logs;

  /** Counts while it is let run. */
  public static final class Counter {

    private Counter() {}

    public static void main(String[] arguments) throws Exception {
      var loop = CommandLoop.ofThisProcess();
      var count = new AtomicLong();
      var thread =
          new Thread(
              () -> {
                while (true) {
                  count.incrementAndGet();
                }
              });
      thread.setDaemon(true);
      thread.start();
      loop.on("count", none -> count.toString());
      loop.say("ready");
      loop.run();
    }
  }

  @Test
  void onlyTheTimeAProcessWasLetRunIsItsOwn() {
    // Given: let run from 0 to 500 and from 1,000 to 1,500
    var shares = new Shares(List.of(new Slice(0, 500), new Slice(1_000, 1_500)), 0.5);

    // Then
    assertThat(shares.seconds(100, 1_200)).isEqualTo(0.6);
    assertThat(shares.seconds(600, 900)).isZero();
    assertThat(Shares.ALL.seconds(600, 900)).isEqualTo(0.3);
  }

  @Test
  void bothProcessesGetTurnsThatDoNotOverlap() throws Exception {
    try (var own = counter("own");
        var other = counter("other")) {
      // Given
      own.nextLine(PATIENCE);
      other.nextLine(PATIENCE);
      long before = Long.parseLong(other.ask("count", PATIENCE));
      other.pause();

      // When
      long start = System.currentTimeMillis();
      var slices = TimeSlices.begin(own, other);
      while (System.currentTimeMillis() < start + 1_200) {
        own.ask("count", PATIENCE);
      }
      var shares = slices.end();
      long end = System.currentTimeMillis();

      // Then
      assertThat(shares.slices()).hasSizeGreaterThan(1);
      assertThat(shares.seconds(start, end) + shares.otherSeconds())
          .isLessThanOrEqualTo((end - start) / 1e3 + 0.01);
      other.resume();
      assertThat(Long.parseLong(other.ask("count", PATIENCE))).isGreaterThan(before);
    }
  }

  private ChildProcess counter(String name) throws Exception {
    return ChildProcess.start(name, JavaCommand.of(Counter.class.getName()), logs);
  }
}
