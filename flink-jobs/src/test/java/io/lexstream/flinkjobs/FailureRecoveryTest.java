package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestTopicsExtension.class)
class FailureRecoveryTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Iterations of the graph's loop, so that a run takes some milliseconds. */
  private static final int SLOW = 20_000;

  @TempDir Path folder;
  private TestTopics topics;
  private FusedPackage models;

  @BeforeEach
  void prepare(TestTopics topics) throws Exception {
    this.topics = topics;
    this.models = FusedPackage.in(folder);
  }

  @Test
  void killingATaskManagerLosesAndDuplicatesNothing() throws Exception {
    // Given
    var config = config(Map.of("inference.token-budget", "32"));
    models.slowDown(SLOW);
    var entries = write(config, 0, 1_000);

    // When
    try (var job = RunningJob.start(config, checkpoints())) {
      int seen = await().atMost(PATIENCE).until(() -> topics.entries().size(), count -> count > 50);
      assertThat(seen).isLessThan(entries.size());
      job.replaceTaskManager();
      models.repair();
      await().atMost(PATIENCE).until(() -> topics.entries().size() == entries.size());
      assertThat(job.restarts()).isPositive();
    }

    // Then
    assertThat(topics.entries()).containsOnlyKeys(entries).values().containsOnly(1);
    assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void aGraphThatAlwaysFailsFailsTheJobAndLeavesRecordsInTheTopic() throws Exception {
    // Given
    var config = config(Map.of("enrichment.restart.attempts", "2"));
    var before = write(config, 0, 50);

    // When
    List<String> after;
    try (var job = RunningJob.start(config, checkpoints())) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == before.size());
      models.breakEngine();
      after = write(config, 50, 100);
      await().atMost(PATIENCE).until(() -> job.status() == JobStatus.FAILED);
    }

    // Then
    assertThat(topics.entries()).containsOnlyKeys(before).values().containsOnly(1);
    models.repair();
    var all = Stream.concat(before.stream(), after.stream()).toList();
    var newest = RunningJob.newestCheckpoint(checkpoints());
    try (var repaired = RunningJob.start(config, checkpoints(), 2, newest)) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == all.size());
    }
    assertThat(topics.entries()).containsOnlyKeys(all).values().containsOnly(1);
    assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void onceTheEngineWorksAgainTheJobContinuesFromItsCheckpoint() throws Exception {
    // Given
    var config = config(Map.of());
    var before = write(config, 0, 50);

    // When
    List<String> after;
    try (var job = RunningJob.start(config, checkpoints())) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == before.size());
      models.breakEngine();
      after = write(config, 50, 100);
      await().atMost(PATIENCE).until(() -> job.restarts() > 0);
      models.repair();
      await().atMost(PATIENCE).until(() -> topics.entries().size() == before.size() + after.size());
    }

    // Then
    assertThat(topics.entries())
        .containsKeys(before.toArray(String[]::new))
        .containsKeys(after.toArray(String[]::new))
        .values()
        .containsOnly(1);
    assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void aRunThatHangsRestartsTheJob() throws Exception {
    // Given
    var config = config(Map.of("inference.run-timeout", "2s"));
    var before = write(config, 0, 20);

    // When
    List<String> after;
    try (var job = RunningJob.start(config, checkpoints())) {
      await().atMost(PATIENCE).until(() -> topics.entries().size() == before.size());
      models.makeHang();
      after = write(config, 20, 20);
      await().atMost(PATIENCE).until(() -> job.restarts() > 0);
      models.repair();
      await().atMost(PATIENCE).until(() -> topics.entries().size() == before.size() + after.size());
    }

    // Then
    assertThat(topics.entries()).values().containsOnly(1);
    assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
  }

  private EnrichmentConfig config(Map<String, String> overrides) {
    return TestConfigs.config(topics, models.folder(), overrides);
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  private List<String> write(EnrichmentConfig config, int first, int count) {
    return topics.write(
        TestDocuments.bytes(config.connection(), TestDocuments.harmless(first, count)));
  }
}
