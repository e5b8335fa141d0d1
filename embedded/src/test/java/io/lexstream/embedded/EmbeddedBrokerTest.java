package io.lexstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {

  private static final ConfigResource BROKER = new ConfigResource(ConfigResource.Type.BROKER, "1");

  @TempDir Path folder;

  @Test
  void keepsItsTopicsAcrossARestart() throws Exception {
    // Given
    try (var broker = EmbeddedBroker.start(folder);
        var admin = adminOf(broker)) {
      admin.createTopics(List.of(new NewTopic("letters", 2, (short) 1))).all().get();
    }

    // When
    try (var broker = EmbeddedBroker.start(folder);
        var admin = adminOf(broker)) {
      var topics = admin.describeTopics(List.of("letters")).allTopicNames().get();

      // Then
      assertThat(topics.get("letters").partitions()).hasSize(2);
    }
  }

  @Test
  void doesNotCreateTopicsAutomatically() throws Exception {
    // Given
    try (var broker = EmbeddedBroker.start(folder);
        var admin = adminOf(broker)) {

      // When
      var config = admin.describeConfigs(List.of(BROKER)).all().get().get(BROKER);

      // Then
      assertThat(config.get("auto.create.topics.enable").value()).isEqualTo("false");
    }
  }

  private static Admin adminOf(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
