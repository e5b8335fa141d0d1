package io.lexstream.inference.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.Classification;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.TextAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares labels, scores and spans of tiny models of many families with those of the Transformers
 * pipelines.
 *
 * <p>All texts of a model are analyzed at the same time, so rows are padded and batched in many
 * ways.
 *
 * <p>Writes the table in {@code docs/models.md} when run with {@code
 * -Dlexstream.parity.write=true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ParityTest {

  private static final List<String> STRATEGIES = List.of("first", "average", "max");

  private final List<Measurement> measurements = new ArrayList<>();

  @BeforeAll
  void runEveryModel(@TempDir Path scratch) throws IOException {
    for (ParityModel model : ParityModel.all()) {
      if (model.tagsTokens()) {
        for (String words : List.of("transformers", "text")) {
          for (String strategy : STRATEGIES) {
            Path folder = describedFolder(model, words, strategy, scratch);
            measurements.add(entities(model, words, strategy, folder));
          }
        }
      } else {
        measurements.add(labels(model));
      }
    }
  }

  Stream<Measurement> measurements() {
    return measurements.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("measurements")
  void resultsEqualThoseOfTransformers(Measurement measured) {
    assertThat(measured.mismatches()).isEmpty();
    assertThat(measured.largest()).isLessThanOrEqualTo(ParityTable.TOLERANCE);
    assertThat(measured.compared()).isGreaterThan(20);
  }

  @Test
  void optimumFolderNeedsNoDescriptor() {
    for (ParityModel model : ParityModel.all()) {
      if (model.tagsTokens()) {
        var measured = entities(model, "text", "first", model.folder());
        assertThat(measured.mismatches()).as(model.name()).isEmpty();
      }
    }
  }

  @Test
  void tableInTheDocumentationIsCurrent() throws IOException {
    var table = new ParityTable(measurements);
    if (Boolean.getBoolean("lexstream.parity.write")) {
      table.write();
    }
    assertThat(ParityTable.committed())
        .as(
            "regenerate with ./mvnw -pl inference test -Dtest=ParityTest -Dlexstream.parity.write=true")
        .isEqualTo(table.markdown());
  }

  private static Measurement labels(ParityModel model) {
    var answers = new ArrayList<Classification>();
    for (Analysis analysis : analyses(model.folder())) {
      answers.add(analysis.sentiment().orElseThrow());
    }
    return Measurement.ofLabels(model, answers);
  }

  private static Measurement entities(
      ParityModel model, String words, String strategy, Path folder) {
    var answers =
        analyses(folder).stream().map(analysis -> analysis.entities().orElseThrow()).toList();
    return Measurement.ofEntities(model, words, strategy, answers);
  }

  private static List<Analysis> analyses(Path folder) {
    var source = new PackageSource(folder, List.of(), Optional.of("sentiment"));
    var options =
        AnalyzerOptions.builder().addPackage(source).set(AnalyzerOptions.CACHE_SIZE, 0L).build();
    try (var analyzer = TextAnalyzer.open(options)) {
      var futures =
          ParityModel.texts().stream()
              .map(text -> analyzer.analyze(AnalysisRequest.of(text, "en")))
              .toList();
      return futures.stream().map(future -> future.join()).toList();
    }
  }

  /** A copy of the model with a {@code lexstream.yaml} that sets words and aggregation. */
  private static Path describedFolder(
      ParityModel model, String words, String strategy, Path scratch) throws IOException {
    Path folder = scratch.resolve(model.name() + "-" + words + "-" + strategy);
    try (Stream<Path> files = Files.walk(model.folder())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, folder.resolve(model.folder().relativize(file).toString()));
      }
    }
    String graph =
        Files.exists(folder.resolve("onnx/model.onnx")) ? "onnx/model.onnx" : "model.onnx";
    String yaml =
        """
        name: %s
        version: 1.0.0
        graph: {file: %s}
        tokenizer: {file: tokenizer.json}
        maxTokens: 256
        heads:
          - {task: entities, output: logits, labels: %s, aggregation: %s, words: %s}
        """;
    Files.writeString(
        folder.resolve("lexstream.yaml"),
        yaml.formatted(folder.getFileName(), graph, model.labels(), strategy, words));
    return folder;
  }
}
