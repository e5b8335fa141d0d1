package io.lexstream.inference.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders without a {@code lexstream.yaml}, as people publish them. */
class OptimumFolderTest {

  private static final String SENTIMENT =
      "'architectures': ['BertForSequenceClassification'], 'id2label': {'0': 'negative', '1': 'positive'}";

  @TempDir private Path folder;

  private ModelPackage read(String config, String... graphs) throws IOException {
    Files.createDirectories(folder.resolve("onnx"));
    for (String graph : graphs) {
      Files.writeString(folder.resolve(graph), "a graph");
    }
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Files.writeString(folder.resolve("config.json"), "{" + config.replace('\'', '"') + "}");
    return PackageReader.read(PackageSource.of(folder));
  }

  @ParameterizedTest
  @CsvSource({
    "model.onnx, model.onnx model_quantized.onnx onnx/model.onnx",
    "onnx/model.onnx, onnx/model.onnx onnx/model_fp16.onnx onnx/model_int8.onnx onnx/model_q4.onnx",
    "model_optimized.onnx, model_optimized.onnx model_optimized_quantized.onnx",
    "model_O2.onnx, model_O2.onnx",
    "onnx/model_int8.onnx, onnx/model_int8.onnx",
    "model_quantized.onnx, model_quantized.onnx onnx/model_quantized.onnx",
    "onnx/model_uint8.onnx, onnx/model_uint8.onnx onnx/model_bnb4.onnx",
    "onnx/model_fp16.onnx, onnx/model_fp16.onnx onnx/model_q4f16.onnx",
    "my-classifier.onnx, my-classifier.onnx my-classifier_quantized.onnx",
    "toxic-bert.onnx, toxic-bert.onnx",
  })
  void choosesTheGraphOfHighestPrecision(String expected, String graphs) throws IOException {
    // When
    var model = read(SENTIMENT, graphs.split(" "));

    // Then
    assertThat(folder.relativize(model.graph())).hasToString(expected);
  }

  @Test
  void rejectsSeveralGraphsWithNamesOfTheirOwn() {
    assertThatThrownBy(() -> read(SENTIMENT, "a.onnx", "b.onnx"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("several graphs [a.onnx, b.onnx]: rename one to model.onnx");
  }

  @Test
  void rejectsAFolderWithoutAGraph() {
    assertThatThrownBy(() -> read(SENTIMENT))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("has no graph: it must contain model.onnx, onnx/model.onnx or");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'id2label': {'1': 'positive', '0': 'negative'}",
        "'id2label': ['negative', 'positive']",
        "'label2id': {'positive': 1, 'negative': 0}",
        "'id2label': {'0': 'LABEL_0', '1': 'LABEL_1'}, 'label2id': {'negative': 0, 'positive': 1}",
        "'id2label': {'0': 'negative', '1': 'positive'}, 'label2id': {'LABEL_0': 0, 'LABEL_1': 1}",
        "'id2label': {'0': 'negative', '1': 'positive'}, 'x': Infinity, /* added */ 'y': 1,",
      })
  void readsLabelsInEveryForm(String labels) throws IOException {
    // When
    var model = read("'architectures': ['XForSequenceClassification'], " + labels, "model.onnx");

    // Then
    assertThat(model.heads())
        .singleElement()
        .satisfies(
            head -> {
              assertThat(head.task()).isEqualTo(Task.SENTIMENT);
              assertThat(((Head.TextLabels) head).labels()).containsExactly("negative", "positive");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'BertForTokenClassification', 'O B-PER I-PER', entities",
    "'', 'O B-PER I-PER', entities",
    "'', 'negative neutral positive', sentiment",
    "'', 'nothate hate', toxicity",
  })
  void labelsDecideWhereTheArchitectureIsMissing(String architecture, String labels, String task)
      throws IOException {
    // Given
    var quoted = "'" + labels.replace(" ", "', '") + "'";
    var architectures = architecture.isEmpty() ? "null" : "['" + architecture + "']";

    // When
    var model =
        read(
            "'architectures': %s, 'id2label': [%s]".formatted(architectures, quoted), "model.onnx");

    // Then
    assertThat(model.heads().get(0).task()).hasToString(task);
  }

  @Test
  void labelsWithoutAMeaningAreRejectedWithTheLineToWrite() throws IOException {
    // Given
    var config =
        "'architectures': ['XForSequenceClassification'], 'id2label': ['LABEL_0', 'LABEL_1']";
    var refusal =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            ModelPackageException.class, () -> read(config, "onnx/model.onnx"));
    assertThat(refusal).hasMessageContaining("labels [LABEL_0, LABEL_1], which identify neither");
    var message = refusal.getMessage();

    // When
    Files.writeString(
        folder.resolve("lexstream.yaml"), message.substring(message.indexOf("{name:")));
    var model = PackageReader.read(PackageSource.of(folder));

    // Then
    assertThat(message).contains(folder.resolve("lexstream.yaml").toString()).doesNotContain("\n");
    assertThat(model.heads().get(0).task()).isEqualTo(Task.SENTIMENT);
    assertThat(((Head.TextLabels) model.heads().get(0)).labels())
        .containsExactly("LABEL_0", "LABEL_1");
  }

  @Test
  void aConfiguredTaskNeedsNoNamesOfLabels() throws IOException {
    // Given
    assertThatThrownBy(
            () ->
                read(
                    "'architectures': ['X'], 'id2label': ['LABEL_0', 'LABEL_1']"
                        .replace("'X'", "'XForSequenceClassification'"),
                    "model.onnx"))
        .isInstanceOf(ModelPackageException.class);

    // When
    var model = PackageReader.read(new PackageSource(folder, List.of(), Optional.of("toxicity")));

    // Then
    assertThat(model.heads().get(0).task()).isEqualTo(Task.TOXICITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'id2label': {'0': 'a', '2': 'b'}|id2label has 2 labels, but none for id 1",
        "'id2label': {'zero': 'a'}|id2label has the id 'zero', must be a number",
        "'x': 1|has no id2label: add the labels",
      })
  void errorNamesInvalidLabels(String labels, String error) {
    assertThatThrownBy(
            () ->
                read(
                    "'architectures': ['XForSequenceClassification'], " + labels.replace("'", "'"),
                    "model.onnx"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(error);
  }

  @Test
  void placeholdersDoNotNameEntities() {
    assertThatThrownBy(
            () ->
                read(
                    "'architectures': ['XForTokenClassification'], 'id2label': ['LABEL_0', 'LABEL_1']",
                    "model.onnx"))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("which name no entities");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "tokenizer.json", "config.json"})
  void errorNamesAGitLfsPointerOrAnEmptyFile(String file) throws IOException {
    // Given
    read(SENTIMENT, "model.onnx");
    Files.writeString(
        folder.resolve(file), "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n");

    // Then
    assertThatThrownBy(() -> PackageReader.read(PackageSource.of(folder)))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(folder.resolve(file) + " is a Git LFS pointer")
        .hasMessageContaining("git lfs pull");

    // When
    Files.writeString(folder.resolve(file), "");

    // Then
    assertThatThrownBy(() -> PackageReader.read(PackageSource.of(folder)))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(folder.resolve(file) + " is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "bert, max_position_embeddings, 512, 0, 0, 512",
    "roberta, max_position_embeddings, 514, 1, 2, 512",
    "xlm-roberta, max_position_embeddings, 514, 1, 2, 512",
    "mpnet, max_position_embeddings, 514, 1, 2, 512",
    "luke, max_position_embeddings, 514, 1, 2, 512",
    "gpt2, n_positions, 1024, 0, 0, 1024",
    "bert, max_position_embeddings, 8192, 0, 0, 8192",
    "other, none, 1, 0, 0, 512",
  })
  void positionsDependOnTheFamily(
      String family, String key, int positions, int padding, int first, int maxTokens)
      throws IOException {
    // When
    var model =
        read(
            SENTIMENT
                + ", 'model_type': '%s', '%s': %d, 'pad_token_id': %d"
                    .formatted(family, key, positions, padding),
            "model.onnx");

    // Then
    assertThat(model.firstPosition()).isEqualTo(first);
    assertThat(model.maxTokens()).isEqualTo(maxTokens);
  }

  @Test
  void aFolderAboveAPackageIsRejectedWithThePackage() throws IOException {
    // Given
    read(SENTIMENT, "model.onnx");

    // Then
    assertThatThrownBy(() -> PackageReader.read(PackageSource.of(folder.getParent())))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("no lexstream.yaml and no config.json");
  }
}
