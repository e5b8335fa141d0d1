package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void keepsTheTargetOfALinkThatLooksLikeARunFolder(@TempDir Path elsewhere) throws Exception {
    // Given
    Files.createFile(elsewhere.resolve("lock"));
    Files.createSymbolicLink(parent.resolve("lexstream-run-link"), elsewhere);

    // When
    RunFolder.create(parent).close();

    // Then
    assertThat(elsewhere.resolve("lock")).exists();
    assertThat(parent.resolve("lexstream-run-link")).isSymbolicLink();
  }

  @Test
  void startsAlthoughAFolderOfAKilledRunCannotBeDeleted() throws Exception {
    // Given
    var abandoned = Files.createDirectory(parent.resolve("lexstream-run-killed"));
    Files.createFile(abandoned.resolve("lock"));
    var readOnly = Files.createDirectory(abandoned.resolve("kafka"));
    Files.createFile(readOnly.resolve("segment"));
    var writable = Files.getPosixFilePermissions(readOnly);
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-x------"));

    // When
    try (var folder = RunFolder.create(parent)) {

      // Then
      assertThat(folder.path()).isDirectory();
    } finally {
      if (Files.exists(readOnly)) { // the superuser can delete it
        Files.setPosixFilePermissions(readOnly, writable);
      }
    }
  }

  /** The start of another run in this process must not release the lock. */
  @Test
  void keepsItsFolderWhenAnotherProcessStartsLater() throws Exception {
    // Given
    try (var folder = RunFolder.create(parent)) {
      RunFolder.create(parent).close();

      // When
      int exitStatus =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OtherRun.class.getName(),
                  parent.toString())
              .inheritIO()
              .start()
              .waitFor();

      // Then
      assertThat(exitStatus).isZero();
      assertThat(folder.path()).isDirectory();
    }
  }

  /** A run of another process. */
  static final class OtherRun {

    public static void main(String[] arguments) throws Exception {
      RunFolder.create(Path.of(arguments[0])).close();
    }
  }
}
