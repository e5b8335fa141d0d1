package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestTopicsExtension.class)
class EnrichmentTopologyTest {

  @Test
  void sourceEnrichmentAndSinkAreOneChain(TestTopics topics) {
    // Given
    var graph = graph(TestConfigs.config(topics, Path.of("models"), Map.of()));

    // When
    var tasks = graph.getJobGraph().getVertices();

    // Then
    assertThat(tasks).hasSize(1);
  }

  @Test
  void operatorsHaveFixedIds(TestTopics topics) {
    // Given
    var graph = graph(TestConfigs.config(topics, Path.of("models"), Map.of()));

    // When
    var uids = graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();

    // Then
    assertThat(uids).contains("documents", "enrich", "enriched").doesNotContainNull();
  }

  @Test
  void noTypeIsSerializedWithKryo(TestTopics topics) {
    // Given
    var graph = graph(TestConfigs.config(topics, Path.of("models"), Map.of()));

    // When
    var config = graph.getExecutionConfig().getSerializerConfig();

    // Then
    assertThat(config.hasGenericTypesDisabled()).isTrue();
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTypeSerializerOut)
        .noneMatch(
            serializer -> serializer != null && serializer.getClass().getName().contains("Kryo"));
  }

  @Test
  void checkpointsAndRestartsFollowTheConfiguration(TestTopics topics) {
    // Given
    var config =
        TestConfigs.config(topics, Path.of("models"), Map.of("enrichment.restart.attempts", "3"));

    // When
    var graph = graph(config);

    // Then
    assertThat(graph.getCheckpointConfig().getCheckpointInterval()).isEqualTo(500);
    assertThat(graph.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(180_000);
    assertThat(graph.getCheckpointConfig().getCheckpointingConsistencyMode())
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(graph.getJobConfiguration().toMap())
        .containsEntry("restart-strategy.type", "exponential-delay")
        .containsEntry("restart-strategy.exponential-delay.attempts-before-reset-backoff", "3");
  }

  private static StreamGraph graph(EnrichmentConfig config) {
    var environment = new StreamExecutionEnvironment(new Configuration());
    EnrichmentJob.define(environment, config);
    return environment.getStreamGraph();
  }
}
