package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestTopicsExtension.class)
class KilledProcessTest {

  /** Much shorter than the transaction timeout, which recovery must not wait for. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void aJobKilledWithOpenTransactionsAndRestartedSmallerLosesAndDuplicatesNothing(TestTopics topics)
      throws Exception {
    // Given
    var models = FusedPackage.in(folder);
    models.slowDown(100_000);
    var checkpoints = folder.resolve("checkpoints");
    try (var registry = RegistryStub.start()) {
      var config =
          TestConfigs.config(topics, models.folder(), Map.of("registry.url", registry.url()));
      var entries =
          topics.write(TestDocuments.bytes(config.connection(), TestDocuments.harmless(2_000)));

      // When
      try (var job = JobProcess.start(topics, registry, models.folder(), checkpoints, 2)) {
        assertThat(awaitEntries(topics, job, count -> count > 20)).isLessThan(entries.size());
        job.kill();
      }
      models.repair();
      try (var smaller = JobProcess.start(topics, registry, models.folder(), checkpoints, 1)) {
        awaitEntries(topics, smaller, count -> count == entries.size());
      }

      // Then
      assertThat(topics.entries()).containsOnlyKeys(entries).values().containsOnly(1);
      assertThat(topics.read(Topic.DEAD_LETTERS)).isEmpty();
    }
  }

  private static int awaitEntries(TestTopics topics, JobProcess job, Predicate<Integer> expected) {
    return await()
        .atMost(PATIENCE)
        .failFast("the job's process ended", () -> !job.isAlive())
        .until(() -> topics.entries().size(), expected);
  }
}
