package io.lexstream.streamsapp.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.streamsapp.deadletters.Replays.Result;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaysTest {

  private static final String DEAD_LETTERS = "lexstream.dead-letters";

  @TempDir private Path folder;

  @Test
  void failsIfTheDeadLetterIsNotReadInTime() throws Exception {
    // Given
    try (var platform = TestPlatform.start(folder)) {
      platform.send(DEAD_LETTERS, "key", "value".getBytes(UTF_8)).get();
      var letter = platform.read(DEAD_LETTERS).get(0);
      var there = new DeadLetterId(letter.partition(), letter.offset());
      var minutes = new AtomicLong();
      InstantSource hasty = () -> Instant.EPOCH.plusSeconds(60 * minutes.getAndIncrement());

      // When
      var replays = replays(platform, hasty);

      // Then
      assertThatThrownBy(() -> replays.replay(there)).isInstanceOf(TimeoutException.class);
      assertThat(replays.replay(new DeadLetterId(letter.partition(), letter.offset() + 1)))
          .isEqualTo(new Result.NotFound());
    }
  }

  /** Without a gateway: nothing here gets as far as being sent. */
  private static Replays replays(TestPlatform platform, InstantSource clock) {
    return new Replays(
        ConnectionSettings.local(platform.bootstrapServers(), "mock://none"),
        null,
        new DeadLetterLog(platform.topics(), platform.serdes()),
        Set.of(),
        clock);
  }
}
