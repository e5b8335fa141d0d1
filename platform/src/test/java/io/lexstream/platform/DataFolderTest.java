package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void rejectsAFile() throws Exception {
    // Given
    var file = Files.createFile(parent.resolve("file"));

    // When
    assertThatThrownBy(() -> DataFolder.open(file))

        // Then
        .hasMessage(file + " is not a folder: use another path");
  }
}
