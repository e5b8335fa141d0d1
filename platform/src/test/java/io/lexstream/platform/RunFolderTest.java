package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {

  @TempDir Path parent;

  @Test
  void leavesNothingBehind() throws Exception {
    // Given
    var folder = RunFolder.create(parent);
    Files.writeString(folder.newFolder("kafka/logs").resolve("segment"), "bytes");

    // When
    folder.close();

    // Then
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void deletesWhatAKilledRunLeft() throws Exception {
    // Given
    var abandoned =
        Files.createDirectories(parent.resolve("lexstream-run-killed/kafka")).getParent();
    Files.createFile(abandoned.resolve("lock"));

    // When
    try (var folder = RunFolder.create(parent)) {

      // Then
      assertThat(parent).isDirectoryNotContaining(path -> path.equals(abandoned));
      assertThat(folder.path()).isDirectory();
    }
  }

  @Test
  void leavesARunningNeighbourAlone() throws Exception {
    // Given
    try (var neighbour = RunFolder.create(parent)) {

      // When
      RunFolder.create(parent).close();

      // Then
      assertThat(neighbour.path()).isDirectory();
    }
  }
}
