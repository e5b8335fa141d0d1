package io.lexstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  @ParameterizedTest
  @CsvSource({
    "lexstream.inbox, 6, 2, 604800000, delete, 1048576",
    "lexstream.documents, 6, 2, 604800000, delete, 1310720",
    "lexstream.enriched, 6, 2, 2592000000, delete, 4194304",
    "lexstream.decisions, 6, 2, 7776000000, delete, 1048576",
    "lexstream.reviews, 6, 2, 7776000000, delete, 1048576",
    "lexstream.insights, 3, 1, 2592000000, 'compact,delete', 1048576",
    "lexstream.dead-letters, 3, 1, 7776000000, delete, 4194304",
  })
  void haveThePropertiesInTheDesign(
      String name, int cluster, int local, String retention, String cleanup, String largest) {
    // Given
    var topics = Topics.standard();

    // When
    var topic = topics.named(name).orElseThrow();
    var forCluster = topics.newTopic(topic, Scale.CLUSTER);
    var forLaptop = topics.newTopic(topic, Scale.LOCAL);

    // Then
    assertThat(forCluster.numPartitions()).isEqualTo(cluster);
    assertThat(forCluster.replicationFactor()).isEqualTo((short) 3);
    assertThat(forLaptop.numPartitions()).isEqualTo(local);
    assertThat(forLaptop.replicationFactor()).isEqualTo((short) 1);
    assertThat(forCluster.configs())
        .containsEntry("retention.ms", retention)
        .containsEntry("cleanup.policy", cleanup)
        .containsEntry("max.message.bytes", largest)
        .containsEntry("min.insync.replicas", "2");
  }

  @Test
  void startWithThePrefix() {
    // Given
    var topics = new Topics("acme.prod.");

    // When
    var names = Arrays.stream(Topic.values()).map(topics::name);

    // Then
    assertThat(names).allMatch(name -> name.startsWith("acme.prod."));
    assertThat(topics.subject(Topic.ENRICHED)).isEqualTo("acme.prod.enriched-value");
    assertThat(topics.named("lexstream.enriched")).isEmpty();
  }

  @Test
  void allowTheLargestRecordInClients() {
    // When
    var producer = Topics.producerLimits(Topic.ENRICHED, Topic.DEAD_LETTERS);
    var consumer = Topics.consumerLimits(Topic.DOCUMENTS);

    // Then
    assertThat(producer).containsEntry("max.request.size", 4 << 20).containsEntry("acks", "all");
    assertThat(consumer)
        .containsEntry("max.partition.fetch.bytes", 1310720)
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void rejectAPrefixThatKafkaDoesNotAccept() {
    // When / Then
    assertThatThrownBy(() -> new Topics("a b/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letters, digits, dots");
  }
}
