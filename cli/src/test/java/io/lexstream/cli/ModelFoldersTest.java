package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFoldersTest {

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {"a/lexstream.yaml", "a/config.json", "a/model.onnx", "a/onnx/model_int8.onnx"})
  void acceptsAFolderWithAGraphOrItsDescription(String file) throws IOException {
    // Given
    Files.createDirectories(home.resolve(file).getParent());
    Files.writeString(home.resolve(file), "x");

    // Then
    assertThat(new ModelFolders(home).resolve(List.of(home.resolve("a"))))
        .containsExactly(home.resolve("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.zip", "model.jar"})
  void acceptsAnArchive(String file) throws IOException {
    // Given
    Path archive = Files.writeString(home.resolve(file), "PK");

    // Then
    assertThat(new ModelFolders(home).resolve(List.of(archive))).containsExactly(archive);
  }

  @Test
  void rejectsOtherFolders() {
    assertThatThrownBy(() -> new ModelFolders(home).resolve(List.of(home)))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining(home.toString());
  }
}
