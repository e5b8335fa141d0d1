package io.lexstream.streamsapp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.testing.TestPlatform;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsAppTest {

  @TempDir Path folder;

  @Test
  void reportsUnknownBrokersInOneLine() {
    // Given
    var config =
        StreamsAppConfig.from(TestPlatform.settings("nowhere.invalid:9092", folder, Map.of()));

    // When / Then
    assertThatThrownBy(() -> StreamsApp.start(config, new HostInfo("127.0.0.1", 1)))
        .isInstanceOf(StreamsAppException.class)
        .hasMessageContaining("check kafka.*")
        .hasMessageNotContaining("\n");
  }

  @Test
  void rejectsATextLimitAboveTheRecordSizeOfTheTopic() {
    // Given
    var settings =
        TestPlatform.settings("localhost:9092", folder, Map.of("documents.max-text-size", "3GiB"));

    // When / Then
    assertThatThrownBy(() -> StreamsAppConfig.from(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("documents.max-text-size")
        .hasMessageContaining("at most 983040");
  }
}
