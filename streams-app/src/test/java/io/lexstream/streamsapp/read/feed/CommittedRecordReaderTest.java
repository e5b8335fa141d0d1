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

class CommittedRecordReaderTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String DECISIONS = "lexstream.decisions";

  @TempDir private Path folder;

  @Test
  void aFailingListenerMissesOnlyItsRecordAndNoRecordIsDeliveredTwice() throws Exception {
    // Given
    var received = new CopyOnWriteArrayList<String>();
    RecordListener fails =
        record -> {
          throw value(record).equals("first")
              ? new KafkaException("failure of the listener")
              : new IllegalStateException("a bug");
        };
    RecordListener receives = record -> received.add(value(record));
    try (var platform = TestPlatform.start(folder);
        var records =
            new CommittedRecordReader(
                ConnectionSettings.local(platform.bootstrapServers(), "mock://none"),
                List.of(fails, receives),
                InstantSource.system())) {
      records.start();
      await().atMost(PATIENCE).until(records::isReading);

      // When
      for (var value : List.of("first", "second", "third")) {
        platform.send(DECISIONS, "key", value.getBytes(UTF_8)).get();
      }

      // Then
      await().atMost(PATIENCE).until(() -> received.contains("third"));
      assertThat(received).containsExactly("first", "second", "third");
    }
  }

  private static String value(CommittedRecord record) {
    return new String(record.consumed().value(), UTF_8);
  }
}
