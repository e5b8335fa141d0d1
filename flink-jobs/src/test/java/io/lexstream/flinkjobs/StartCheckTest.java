package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestTopicsExtension.class)
class StartCheckTest {

  @Test
  void aGroupWithoutCommittedOffsetsMayStartWithoutState(TestTopics topics) {
    // Given
    var config = config(topics, Map.of());

    // When, Then
    assertThatCode(() -> define(new Configuration(), config)).doesNotThrowAnyException();
  }

  @Test
  void committedOffsetsWithoutStateAreRejectedWithTheRemedy(TestTopics topics) {
    // Given
    var config = config(topics, Map.of());
    topics.commitOffsets(config.name());

    // When, Then
    assertThatThrownBy(() -> define(new Configuration(), config))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "group "
                + config.name()
                + " has committed offsets, but no checkpoint is restored, so records in flight"
                + " would be lost: start with -s and the newest checkpoint or savepoint, or set"
                + " enrichment.start to from-committed-offsets to accept the loss");
  }

  @Test
  void committedOffsetsAreAllowedWhenACheckpointIsRestored(TestTopics topics) {
    // Given
    var config = config(topics, Map.of());
    topics.commitOffsets(config.name());
    var flink = new Configuration();
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, "file:///checkpoints/chk-7");

    // When, Then
    assertThatCode(() -> define(flink, config)).doesNotThrowAnyException();
  }

  @Test
  void theLossCanBeAccepted(TestTopics topics) {
    // Given
    var config = config(topics, Map.of("enrichment.start", "from-committed-offsets"));
    topics.commitOffsets(config.name());

    // When, Then
    assertThatCode(() -> define(new Configuration(), config)).doesNotThrowAnyException();
  }

  @Test
  void atLeastOnceIsNotRejected(TestTopics topics) {
    // Given
    var config = config(topics, Map.of("enrichment.delivery", "at-least-once"));
    topics.commitOffsets(config.name());

    // When, Then
    assertThatCode(() -> define(new Configuration(), config)).doesNotThrowAnyException();
  }

  private static EnrichmentConfig config(TestTopics topics, Map<String, String> overrides) {
    return TestConfigs.config(topics, Path.of("models"), overrides);
  }

  private static void define(Configuration flink, EnrichmentConfig config) {
    EnrichmentJob.define(new StreamExecutionEnvironment(flink), config);
  }
}
