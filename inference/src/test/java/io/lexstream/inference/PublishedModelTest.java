package io.lexstream.inference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole folders of a classifier, changed in the ways in which people publish models. */
class PublishedModelTest {

  private static final Path CLASSIFIER = Path.of("src/test/resources/parity/bert-single-label");
  private static final String TEXT = "I love this phone!";

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    try (var files = Files.list(CLASSIFIER)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static Classification classify(Path path) {
    var options = TinyPackage.options(path).set(AnalyzerOptions.CACHE_SIZE, 0L).build();
    try (var analyzer = TextAnalyzer.open(options)) {
      return analyzer.analyze(AnalysisRequest.of(TEXT, "en")).join().sentiment().orElseThrow();
    }
  }

  private void renameOutput(String name) throws IOException {
    Path graph = folder.resolve("model.onnx");
    String bytes = Files.readString(graph, ISO_8859_1);
    assertThat(name).hasSameSizeAs("logits");
    Files.writeString(graph, bytes.replace("logits", name), ISO_8859_1);
  }

  @Test
  void findsAnOutputWithAnotherName() throws IOException {
    // Given
    var expected = classify(folder);

    // When
    renameOutput("output");

    // Then
    assertThat(classify(folder)).isEqualTo(expected);
  }

  @Test
  void anOutputOfProbabilitiesNeedsNoActivation() throws IOException {
    // When
    renameOutput("probab");

    // Then
    assertThat(classify(folder).scores().values().stream().mapToDouble(score -> score).sum())
        .isNotEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model_optimized.onnx", "model_int8.onnx", "my-classifier.onnx"})
  void findsAGraphWithAnotherName(String name) throws IOException {
    // Given
    var expected = classify(folder);

    // When
    Files.move(folder.resolve("model.onnx"), folder.resolve(name));

    // Then
    assertThat(classify(folder)).isEqualTo(expected);
  }

  @Test
  void loadsAnArchiveUnderItsOwnName() throws IOException {
    // Given
    Path archive = folder.resolve("my-model.zip");
    try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      for (String name : new String[] {"config.json", "tokenizer.json", "model.onnx"}) {
        Files.copy(folder.resolve(name), zip.getPath("/" + name));
      }
    }

    // Then
    try (var analyzer = TextAnalyzer.open(TinyPackage.options(archive).build())) {
      assertThat(analyzer.models()).extracting(ModelRef::name).containsExactly("my-model");
    }
    assertThat(classify(archive)).isEqualTo(classify(folder));
  }

  @Test
  void errorListsTheOutputsIfNoneFits() throws IOException {
    // Given
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config).replace("ForSequenceClassification", "ForTokenClassification"));
    renameOutput("output");

    // Then
    assertThatThrownBy(() -> classify(folder))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("has outputs [output]")
        .hasMessageContaining("name the output in a lexstream.yaml");
  }
}
