package io.lexstream.streamsapp.read.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedRecordsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String DECISIONS = "lexstream.decisions";

  @TempDir private Path folder;

  @Test
  void aListenerThatFailsEndsNothingAndNoRecordComesTwice() throws Exception {
    // Given
    var heard = new CopyOnWriteArrayList<String>();
    RecordListener fails =
        record -> {
          throw value(record).equals("first")
              ? new KafkaException("of its own")
              : new IllegalStateException("a bug");
        };
    RecordListener hears = record -> heard.add(value(record));
    try (var platform = TestPlatform.start(folder);
        var records =
            new CommittedRecords(
                ConnectionSettings.local(platform.bootstrapServers(), "mock://none"),
                List.of(fails, hears),
                InstantSource.system())) {
      records.start();
      await().atMost(PATIENCE).until(records::isWatching);

      // When
      for (var value : List.of("first", "second", "third")) {
        platform.send(DECISIONS, "key", value.getBytes(UTF_8)).get();
      }

      // Then
      await().atMost(PATIENCE).until(() -> heard.contains("third"));
      assertThat(heard).containsExactly("first", "second", "third");
    }
  }

  private static String value(SeenRecord record) {
    return new String(record.consumed().value(), UTF_8);
  }
}
