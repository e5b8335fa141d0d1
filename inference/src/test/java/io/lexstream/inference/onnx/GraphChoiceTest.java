package io.lexstream.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.TinyPackage;
import io.lexstream.inference.packages.PackageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphChoiceTest {

  @TempDir private Path folder;

  @Test
  void usesTheHalfPrecisionGraphOnGpusOnly() throws IOException {
    // Given
    TinyPackage.copyTo(folder, "file: model.onnx", "file: model.onnx\n  fp16: half.onnx");
    Files.copy(folder.resolve("model.onnx"), folder.resolve("half.onnx"));
    var model = PackageReader.read(PackageSource.of(folder));

    // Then
    assertThat(OnnxSession.graph(model, ExecutionProvider.CPU)).hasFileName("model.onnx");
    assertThat(OnnxSession.graph(model, ExecutionProvider.CUDA)).hasFileName("half.onnx");
  }

  @Test
  void usesTheOnlyGraphOnGpusToo() {
    // Given
    var model = PackageReader.read(PackageSource.of(TinyPackage.folder()));

    // Then
    assertThat(OnnxSession.graph(model, ExecutionProvider.CUDA)).hasFileName("model.onnx");
  }
}
