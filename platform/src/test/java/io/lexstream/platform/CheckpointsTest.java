package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private void complete(String checkpoint) throws IOException {
    Files.createFile(Files.createDirectories(folder.resolve(checkpoint)).resolve("_metadata"));
  }
}
