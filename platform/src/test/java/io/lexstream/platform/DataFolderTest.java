package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

  @TempDir Path parent;

  @Test
  void rejectsASecondProcess() throws Exception {
    // Given
    var folder = parent.resolve("data");
    try (var open = DataFolder.open(folder)) {

      // When
      assertThatThrownBy(() -> DataFolder.open(folder))

          // Then
          .isInstanceOf(IOException.class)
          .hasMessage(
              "another lexstream process uses " + open.path() + ": stop it, or use another folder");
    }
  }

  @Test
  void keepsItsFiles() throws Exception {
    // Given
    var folder = parent.resolve("data");
    try (var first = DataFolder.open(folder)) {
      Files.writeString(first.newFolder("kafka").resolve("log"), "kept");
    }

    // When
    try (var second = DataFolder.open(folder)) {

      // Then
      assertThat(second.newFolder("kafka").resolve("log")).hasContent("kept");
    }
  }

  @Test
  void isReadableByTheOwnerOnly() throws Exception {
    // When
    DataFolder.open(parent.resolve("new/data")).close();

    // Then
    assertThat(permissions("new/data")).isEqualTo("rwx------");
  }

  @Test
  void reducesThePermissionsOfAnEarlierDataFolderAndOfAnEmptyFolder() throws Exception {
    // Given
    DataFolder.openShared(folderReadableByAll("data")).close();
    folderReadableByAll("empty");

    // When
    DataFolder.open(parent.resolve("data")).close();
    DataFolder.open(parent.resolve("empty")).close();

    // Then
    assertThat(permissions("data")).isEqualTo("rwx------");
    assertThat(permissions("empty")).isEqualTo("rwx------");
  }

  @Test
  void rejectsAFolderThatOthersCanReadAndThatContainsOtherFiles() throws Exception {
    // Given
    var home = folderReadableByAll("home");
    Files.createFile(home.resolve("notes.txt"));

    // When
    assertThatThrownBy(() -> DataFolder.open(home))

        // Then
        .hasMessage(
            "other users can read %s, and it contains other files: run 'chmod 700 %1$s', or use another folder"
                .formatted(home));
    assertThat(permissions("home")).isEqualTo("rwxr-xr-x");
    assertThat(home).isDirectoryNotContaining("glob:**/lock");
  }

  private Path folderReadableByAll(String name) throws IOException {
    var folder = Files.createDirectory(parent.resolve(name));
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(name)));
  }

  @Test
  void rejectsAFile() throws Exception {
    // Given
    var file = Files.createFile(parent.resolve("file"));

    // When
    assertThatThrownBy(() -> DataFolder.open(file))

        // Then
        .hasMessage(file + " is not a folder: use another path");
  }
}
