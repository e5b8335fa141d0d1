package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestTopicsExtension.class)
class RegistryOutageTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private TestTopics topics;
  private RegistryStub registry;
  private EnrichmentConfig config;

  @BeforeEach
  void prepare(TestTopics topics) throws IOException {
    this.topics = topics;
    this.registry = RegistryStub.start();
    this.config =
        TestConfigs.config(
            topics,
            FusedPackage.in(folder).folder(),
            Map.of("registry.url", registry.url(), "enrichment.capacity", "16"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void anOutageOfTheRegistryLosesNoRecordAndCausesNoDeadLetter() throws Exception {
    // Given
    var entries =
        topics.write(TestDocuments.bytes(config.connection(), TestDocuments.harmless(100)));
    registry.goAway();

    // When
    try (var job = RunningJob.start(config, folder.resolve("checkpoints"))) {
      await().atMost(PATIENCE).until(() -> registry.askedInVain() > 50);
      assertThat(topics.entries()).isEmpty();
      registry.comeBack();
      await().atMost(PATIENCE).until(() -> topics.entries().size() == entries.size());
      assertThat(job.restarts()).isZero();
    }

    // Then
    assertThat(topics.entries()).containsOnlyKeys(entries).values().containsOnly(1);
    assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
  }

  @Test
  void aCheckpointContainsEachRecordInFlightOnce() throws Exception {
    // Given
    int count = 20;
    int size = 100_000;
    topics.write(
        TestDocuments.bytes(
            config.connection(),
            IntStream.range(0, count)
                .mapToObj(i -> TestDocuments.document("id-" + i, "x".repeat(size)))
                .toList()));
    registry.goAway();

    // When
    var states = new ArrayList<Long>();
    try (var job = RunningJob.start(config, folder.resolve("checkpoints"))) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                states.add(bytesOfNewest());
                return states.get(states.size() - 1) >= (long) count * size;
              });
      assertThat(job.restarts()).isZero();
    }

    // Then
    assertThat(states).allMatch(state -> state < (long) count * size * 11 / 10);
  }

  private long bytesOfNewest() throws IOException {
    var newest = RunningJob.newestCheckpoint(folder.resolve("checkpoints"));
    if (newest.isEmpty()) {
      return 0;
    }
    try (var files = Files.list(newest.get())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (NoSuchFileException e) {
      return 0; // A newer one has taken its place.
    }
  }
}
