package io.lexstream.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.loadtest.process.TimeSlices.Shares;
import io.lexstream.loadtest.process.TimeSlices.Slice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSlicesTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Longest time until a signal takes effect, in ms. */
  private static final int SIGNAL = 100;

  @TempDir Path logs;

  /** Records each millisecond in which it runs. */
  public static final class Clock {

    private Clock() {}

    public static void main(String[] arguments) throws Exception {
      var loop = CommandLoop.ofThisProcess();
      var seen = new ConcurrentSkipListSet<Long>();
      var thread =
          new Thread(
              () -> {
                while (true) {
                  seen.add(System.currentTimeMillis());
                }
              });
      thread.setDaemon(true);
      thread.start();
      loop.on(
          "seen",
          range -> {
            var ends = range.split(" ");
            return Integer.toString(
                seen.subSet(Long.valueOf(ends[0]), Long.valueOf(ends[1])).size());
          });
      loop.say("ready");
      loop.run();
    }
  }

  @Test
  void onlyTheSlicesOfAProcessCountAsItsTime() {
    // Given: slices from 0 to 500 and from 1,000 to 1,500
    var shares = new Shares(List.of(new Slice(0, 500), new Slice(1_000, 1_500)), 0.5);

    // Then
    assertThat(shares.seconds(100, 1_200)).isEqualTo(0.6);
    assertThat(shares.seconds(600, 900)).isZero();
    assertThat(Shares.ALL.seconds(600, 900)).isEqualTo(0.3);
  }

  @Test
  void eachProcessRunsInItsSlicesOnly() throws Exception {
    try (var own = clock("own");
        var other = clock("other")) {
      // Given
      own.nextLine(TIMEOUT);
      other.nextLine(TIMEOUT);
      other.pause();

      // When: the first process has had two slices
      long start = System.currentTimeMillis();
      var slices = TimeSlices.begin(own, other);
      while (System.currentTimeMillis() < start + 1_200) {
        own.ask("seen 0 1", TIMEOUT);
      }
      var shares = slices.end();

      // Then: between them, only the other process ran
      assertThat(shares.slices()).hasSizeGreaterThan(1);
      var between =
          (shares.slices().get(0).to() + SIGNAL) + " " + (shares.slices().get(1).from() - SIGNAL);
      own.resume();
      other.resume();
      assertThat(own.ask("seen " + between, TIMEOUT)).isEqualTo("0");
      assertThat(Integer.parseInt(other.ask("seen " + between, TIMEOUT))).isPositive();
    }
  }

  @Test
  void aProcessThatEndsEndsTheAlternation() throws Exception {
    try (var own = clock("own");
        var other = clock("other")) {
      // Given
      own.nextLine(TIMEOUT);
      other.nextLine(TIMEOUT);
      other.pause();
      own.handle().destroyForcibly();
      own.handle().onExit().join();

      // When
      var slices = TimeSlices.begin(own, other);

      // Then
      assertThatThrownBy(slices::end).hasMessageContaining("cannot send STOP to own");
    }
  }

  private ChildProcess clock(String name) throws Exception {
    return ChildProcess.start(name, JavaCommand.of(Clock.class.getName()), logs);
  }
}
