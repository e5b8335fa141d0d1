package io.lexstream.streamsapp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.streamsapp.testing.TestPlatform;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequiredTopicsTest {

  @TempDir private static Path folder;
  private static TestPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = TestPlatform.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void namesTheKeyOfAMissingIntakeTopic() {
    // Given
    var config =
        config(
            Map.of(
                "intake.topics.support.topic", "crm.tickets",
                "intake.topics.support.format", "text"));

    // When / Then
    assertThatThrownBy(() -> RequiredTopics.check(config))
        .isInstanceOf(StreamsAppException.class)
        .hasMessage(
            "topic crm.tickets does not exist: intake.topics.support reads it: create the topic,"
                + " correct intake.topics.support.topic, or remove intake.topics.support");
  }

  @Test
  void namesTheCommandThatCreatesThePlatformsTopics() {
    // Given
    var config = config(Map.of("topics.prefix", "other."));

    // When / Then
    assertThatThrownBy(() -> RequiredTopics.check(config))
        .isInstanceOf(StreamsAppException.class)
        .hasMessageStartingWith("topic other.")
        .hasMessageEndingWith("does not exist: run 'lexstream topics create'");
  }

  private static StreamsAppConfig config(Map<String, String> settings) {
    return StreamsAppConfig.from(
        TestPlatform.settings(platform.bootstrapServers(), folder.resolve("state"), settings));
  }
}
