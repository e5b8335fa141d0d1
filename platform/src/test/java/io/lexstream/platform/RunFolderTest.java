package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {

  @TempDir Path parent;

  @Test
  void deletesItsFilesWhenClosed() throws Exception {
    // Given
    var folder = RunFolder.create(parent);
    Files.writeString(folder.newFolder("kafka/logs").resolve("segment"), "bytes");

    // When
    folder.close();

    // Then
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void deletesTheFolderOfAKilledRun() throws Exception {
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
  void keepsTheFolderOfARunningProcess() throws Exception {
    // Given
    try (var other = RunFolder.create(parent)) {

      // When
      RunFolder.create(parent).close();

      // Then
      assertThat(other.path()).isDirectory();
    }
  }
}
