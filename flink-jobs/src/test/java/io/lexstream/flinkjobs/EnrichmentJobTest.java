package io.lexstream.flinkjobs;

import static io.lexstream.flinkjobs.TestDocuments.document;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.inference.TextAnalyzer;
import io.lexstream.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestTopicsExtension.class)
class EnrichmentJobTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private TestTopics topics;
  private Path models;
  private EnrichmentConfig config;

  @BeforeEach
  void prepare(TestTopics topics) throws Exception {
    this.topics = topics;
    this.models = FusedPackage.in(folder).folder();
    this.config = TestConfigs.config(topics, models, Map.of());
  }

  @Test
  void aCorruptRecordDoesNotHarmItsNeighbours() throws Exception {
    // Given
    var corrupt = "not Avro at all".getBytes(UTF_8);
    var entries =
        topics.write(
            List.of(
                bytes("first", "good"), corrupt, bytes("third", "bad"), bytes("fourth", "fine")));

    // When
    try (var job = RunningJob.start(config, folder.resolve("checkpoints"))) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == 4);
    }

    // Then
    assertThat(topics.entries()).containsOnlyKeys(entries).values().containsOnly(1);
    assertThat(topics.read(Topic.ENRICHED))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactlyInAnyOrder("first", "third", "fourth");
    assertThat(topics.read(Topic.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            dead -> {
              assertThat(dead.value()).isEqualTo(corrupt);
              assertThat(new String(dead.key(), UTF_8)).isEqualTo("key-1");
              assertThat(TestTopics.entry(dead)).isEqualTo(entries.get(1));
              assertThat(TestTopics.header(dead, "lexstream-error-reason"))
                  .isEqualTo("undecodable");
              assertThat(TestTopics.header(dead, "lexstream-error-stage")).isEqualTo("enrichment");
            });
  }

  @Test
  void aFailingRowDoesNotHarmItsNeighbours() throws Exception {
    // Given
    var oneWorker =
        TestConfigs.config(
            topics, models, Map.of("inference.workers", "1", "inference.token-budget", "4096"));
    var documents = new ArrayList<>(TestDocuments.harmless(40));
    documents.add(document("failing", "good poison"));
    var entries = topics.write(TestDocuments.bytes(oneWorker.connection(), documents));
    var rows = new RowsHeldBack(entries.size());

    // When
    // The job shares this analyzer's engine, whose metrics go to the listener that came first.
    try (var engine = TextAnalyzer.open(oneWorker.analyzer(), rows);
        var job = RunningJob.start(oneWorker, folder.resolve("checkpoints"))) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == entries.size());
      assertThat(job.restarts()).isZero();
    }

    // Then
    assertThat(rows.inLargestFailedBatch()).isGreaterThan(1);
    assertThat(topics.entries()).containsOnlyKeys(entries).values().containsOnly(1);
    assertThat(topics.read(Topic.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            dead -> {
              assertThat(TestTopics.entry(dead)).isEqualTo(entries.get(40));
              assertThat(TestTopics.header(dead, "lexstream-error-reason"))
                  .isEqualTo("inference-failed");
            });
  }

  @Test
  void aResultHasTheAnalysisOfTheModelAndTheHeadersOfItsDocument() throws Exception {
    // Given
    var entries =
        topics.write(
            List.of(bytes("first", "good good.")),
            new RecordHeader("traceparent", "00-abc-def-01".getBytes(UTF_8)),
            new RecordHeader("lexstream-entry", "another-0-0".getBytes(UTF_8)));

    // When
    try (var job = RunningJob.start(config, folder.resolve("checkpoints"))) {
      await().atMost(PATIENCE).until(() -> topics.read(Topic.ENRICHED).size() == 1);
    }

    // Then
    var record = topics.read(Topic.ENRICHED).get(0);
    assertThat(TestTopics.header(record, "traceparent")).isEqualTo("00-abc-def-01");
    assertThat(TestTopics.entry(record)).isEqualTo(entries.get(0));
    assertThat(record.headers().headers("lexstream-entry")).hasSize(1);
    var enriched = TestDocuments.enriched(config.connection(), record.value());
    assertThat(enriched.getText()).isEqualTo("good good.");
    assertThat(enriched.getSentiment().getLabel()).isEqualTo("positive");
    assertThat(enriched.getLanguage().getCode()).isEqualTo("en");
    assertThat(enriched.getModels()).extracting("name").containsExactly("fused");
    assertThat(enriched.getEventTime().toEpochMilli()).isEqualTo(record.timestamp());
  }

  @Test
  void atLeastOnceAnswersEveryRecord() throws Exception {
    // Given
    var atLeastOnce =
        TestConfigs.config(
            topics,
            models,
            Map.of("enrichment.delivery", "at-least-once", "enrichment.checkpoint-interval", "1h"));
    var entries = topics.write(List.of(bytes("first", "good"), bytes("second", "good poison")));

    // When
    try (var job = RunningJob.start(atLeastOnce, folder.resolve("checkpoints"))) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == entries.size());
    }

    // Then
    assertThat(topics.entries()).containsOnlyKeys(entries);
  }

  private byte[] bytes(String id, String text) {
    return TestDocuments.bytes(config.connection(), document(id, text));
  }
}
