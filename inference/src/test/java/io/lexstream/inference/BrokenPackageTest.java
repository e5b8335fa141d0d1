package io.lexstream.inference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenPackageTest {

  @TempDir private Path folder;

  private void assertRejected(String... named) {
    assertThatThrownBy(() -> TextAnalyzer.open(TinyPackage.options(folder).build()).close())
        .isInstanceOf(ModelPackageException.class)
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(named));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: lexstream-tiny|title: x|line 1: unknown key 'title': use one of firstPosition, graph, heads",
        "maxTokens: 32|maxTokens: many|line 9: ",
        "version: 0.0.1|name: other|line 2: duplicate key 'name': remove one",
        "version: 0.0.1|version: *other|line 2: alias *other: write the value itself",
        "task: sentiment|[task: sentiment|line 12: not YAML: expected",
        "version: 0.0.1| |version is missing",
        "name: lexstream-tiny| |name is missing",
        "maxTokens: 32|maxTokens: 3|maxTokens is 3, must be 8 or more",
        "file: model.onnx|file: other.onnx|names file other.onnx, but",
        "file: model.onnx|file: ../model.onnx|outside of the package",
        "task: toxicity|task: irony|task 'irony' is not one of sentiment, toxicity, entities",
        "task: toxicity|task: sentiment|two heads have the task sentiment",
        "activation: softmax|activation: relu|activation 'relu' is not one of",
        "aggregation: first|aggregation: last|aggregation 'last' is not one of",
        "aggregation: first|transitions: [[0, 0], [0]]|have rows of [2, 1] numbers, must have 5 rows of 5",
        "aggregation: first|transitions: [[0,0,0,0,1e999],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0]]|must be finite numbers",
        "[O, B-PER, I-PER, B-LOC, I-LOC]|'[N, B-PER]\n    transitions: [[0]]'|need label O, but labels are [N, B-PER]",
        "'softmax\n    temperature: 1.0\n    aggregation: first'|'sigmoid\n    transitions: [[0]]'|need activation softmax, but activation is SIGMOID",
        "temperature: 1.0|temperature: 0|temperature of head sentiment is 0.0, must be above 0",
        "labels: [clean, toxic]|labels: []|labels of head toxicity are missing",
        "labels: [clean, toxic]|labels: [toxic, toxic]|labels of head toxicity contain duplicates",
        "longTexts: worst-window|longTexts: best|longTexts 'best' is not one of [mean, worst-window, highest]",
        "longTexts: worst-window|longTexts: highest|use mean or worst-window",
        "cleanLabel: clean|cleanLabel: nice|cleanLabel 'nice' of head toxicity is not one of its labels [clean, toxic]",
        "sentences: sentence_ids| |sentences of head sentence-vectors is missing",
      })
  void errorNamesTheInvalidKeyOfADescriptor(String found, String replacement, String named) {
    // When
    TinyPackage.copyTo(folder, found, replacement == null ? "" : replacement);

    // Then
    assertRejected("lexstream.yaml", named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels: [clean, toxic]|labels: [clean, rude, toxic]|has 2 labels in output toxicity|names 3: [clean, rude",
        "output: toxicity|output: irony|has outputs [sentiment,|names output irony for task toxicity",
        "sentences: sentence_ids|sentences: parts|names input parts|lexstream.yaml",
        "output: toxicity|output: entities|has output entities of type|expected FLOAT [rows, labels]",
      })
  void errorNamesTheDifferenceBetweenGraphAndDescriptor(
      String found, String replacement, String one, String other) {
    // When
    TinyPackage.copyTo(folder, found, replacement);

    // Then
    assertRejected("model.onnx", one, other);
  }

  @Test
  void rejectsAGraphWithAnotherHash() {
    // When
    TinyPackage.copyTo(folder, "file: model.onnx", "file: model.onnx\n  sha256: 00ff");

    // Then
    assertRejected("model.onnx has SHA-256", "expects 00ff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"input_ids", "attention_mask"})
  void rejectsAGraphWithoutARequiredInput(String input) throws IOException {
    // When
    Path graph = TinyPackage.copyTo(folder).resolve("model.onnx");
    String bytes = Files.readString(graph, ISO_8859_1);
    String renamed = "x".repeat(input.length());
    Files.writeString(graph, bytes.replace(input, renamed), ISO_8859_1);

    // Then
    assertRejected("model.onnx has inputs [", renamed, "needs input " + input);
  }

  @Test
  void rejectsAReservedInputForSentenceNumbers() {
    // When
    TinyPackage.copyTo(folder, "sentences: sentence_ids", "sentences: input_ids");

    // Then
    assertRejected("lexstream.yaml", "uses input input_ids for sentence numbers");
  }

  @Test
  void rejectsAFileThatIsNotAGraph() throws IOException {
    // When
    Files.writeString(TinyPackage.copyTo(folder).resolve("model.onnx"), "<html>404</html>");

    // Then
    assertRejected("cannot load", "model.onnx");
  }

  @Test
  void rejectsAnEmptyFolder() {
    // Then
    assertRejected(folder.toString(), "no lexstream.yaml and no config.json", "optimum-cli");
  }

  @Test
  void rejectsAMissingFolder() {
    // Given
    folder = folder.resolve("nowhere");

    // Then
    assertRejected("nowhere is not a folder or archive");
  }

  @Test
  void cudaWithoutAGpuIsAnError() {
    // Given
    var options =
        TinyPackage.options().set(AnalyzerOptions.PROVIDER, ExecutionProvider.CUDA).build();

    // Then
    assertThatThrownBy(() -> TextAnalyzer.open(options))
        .isInstanceOf(EngineFailedException.class)
        .hasMessageContaining("provider cuda")
        .hasMessageContaining("use provider auto or cpu");
  }

  @Test
  void loadsAPackageFromAnArchive() throws IOException {
    // Given
    Path archive = folder.resolve("tiny.jar");
    Path copied = TinyPackage.copyTo(Files.createDirectory(folder.resolve("unpacked")));
    try (var jar = FileSystems.newFileSystem(archive, Map.of("create", "true"));
        var files = Files.list(copied)) {
      Files.createDirectory(jar.getPath("/tiny"));
      for (Path file : files.toList()) {
        Files.copy(file, jar.getPath("/tiny/" + file.getFileName()));
      }
    }

    // When
    Analysis analysis;
    try (var analyzer = TextAnalyzer.open(TinyPackage.options(archive).build())) {
      analysis = analyzer.analyze(AnalysisRequest.of("We love it.")).join();
    }

    // Then
    assertThat(analysis.sentiment().orElseThrow().label()).isEqualTo("positive");
  }
}
