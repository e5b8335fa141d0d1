package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.CheckpointRetentionPolicy;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointsTest {

  @TempDir Path folder;

  @Test
  void findsTheHighestNumberOfAllJobs() throws Exception {
    // Given
    complete("older-job/chk-9");
    complete("newer-job/chk-10");

    // When
    var newest = Checkpoints.newest(folder);

    // Then
    assertThat(newest).contains(folder.resolve("newer-job/chk-10"));
  }

  @Test
  void ignoresAnIncompleteCheckpoint() throws Exception {
    // Given
    complete("job/chk-9");
    Files.createDirectories(folder.resolve("job/chk-10"));

    // When
    var newest = Checkpoints.newest(folder);

    // Then
    assertThat(newest).contains(folder.resolve("job/chk-9"));
  }

  @Test
  void findsNoneIfTheFolderIsMissing() {
    // When
    var newest = Checkpoints.newest(folder.resolve("missing"));

    // Then
    assertThat(newest).isEmpty();
  }

  @Test
  void acceptsAReadableCheckpoint() throws Exception {
    // Given
    var checkpoint = written("job/chk-1");

    // Then
    assertThatCode(() -> Checkpoints.requireReadable(checkpoint)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10})
  void reportsATruncatedCheckpoint(int bytes) throws Exception {
    // Given
    var checkpoint = written("job/chk-1");
    var metadata = checkpoint.resolve("_metadata");
    Files.write(metadata, Arrays.copyOf(Files.readAllBytes(metadata), bytes));

    // Then
    assertDamaged(checkpoint);
  }

  @Test
  void reportsACheckpointOfOtherBytes() throws Exception {
    // Given
    var checkpoint = written("job/chk-1");
    Files.writeString(checkpoint.resolve("_metadata"), "not a checkpoint");

    // Then
    assertDamaged(checkpoint);
  }

  @Test
  void reportsAMissingStateFile() throws Exception {
    // Given
    var checkpoint = written("job/chk-1");
    Files.delete(checkpoint.resolve("state"));

    // Then
    assertDamaged(checkpoint);
  }

  @Test
  void reportsATruncatedStateFile() throws Exception {
    // Given
    var checkpoint = written("job/chk-1");
    Files.write(checkpoint.resolve("state"), new byte[99]);

    // Then
    assertDamaged(checkpoint);
  }

  private static void assertDamaged(Path checkpoint) {
    assertThatThrownBy(() -> Checkpoints.requireReadable(checkpoint))
        .isInstanceOf(DamagedCheckpointException.class)
        .hasMessageStartingWith("checkpoint " + checkpoint + " is damaged: ")
        .hasMessageContaining("restore the folder from a backup, or delete the checkpoint and set")
        .hasMessageNotContaining("\n");
  }

  /** A checkpoint of one operator with one state file of 100 bytes. */
  private Path written(String name) throws IOException {
    var checkpoint = Files.createDirectories(folder.resolve(name));
    var state = Files.write(checkpoint.resolve("state"), new byte[100]);
    var handle =
        new OperatorStreamStateHandle(
            Map.of(), new FileStateHandle(new org.apache.flink.core.fs.Path(state.toUri()), 100));
    var operator = new OperatorState("operator", "operator", new OperatorID(), 1, 128);
    operator.putState(0, OperatorSubtaskState.builder().setManagedOperatorState(handle).build());
    var metadata =
        new CheckpointMetadata(
            1,
            List.of(operator),
            List.of(),
            CheckpointProperties.forCheckpoint(CheckpointRetentionPolicy.RETAIN_ON_CANCELLATION));
    try (var out = Files.newOutputStream(checkpoint.resolve("_metadata"))) {
      org.apache.flink.runtime.checkpoint.Checkpoints.storeCheckpointMetadata(metadata, out);
    }
    return checkpoint;
  }

  private void complete(String checkpoint) throws IOException {
    Files.createFile(Files.createDirectories(folder.resolve(checkpoint)).resolve("_metadata"));
  }
}
