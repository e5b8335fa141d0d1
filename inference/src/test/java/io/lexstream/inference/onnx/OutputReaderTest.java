package io.lexstream.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.Span;
import io.lexstream.inference.TinyPackage;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.Window;
import io.lexstream.inference.tokens.WindowRow;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads outputs of two rows. Each has five tokens, special tokens included, and two sentences. */
class OutputReaderTest {

  private static final ModelPackage MODEL =
      PackageReader.read(PackageSource.of(TinyPackage.folder()));

  private static WindowRow row() {
    try (var tokenizer = TextTokenizer.load(MODEL.tokenizer(), MODEL.words())) {
      var text =
          tokenizer.tokenize(CodePoints.of("good . bad"), List.of(new Span(0, 6), new Span(7, 10)));
      return WindowRow.of(text, new Window(0, 3, 0, 3), tokenizer.special());
    }
  }

  /** Reads the outputs of two rows. Output {@code odd} has the shape given. */
  private static List<RowOutput> read(String odd, int rows, int units) {
    var batch = List.of(row(), row());
    return reading(
        batch,
        output -> {
          int r = output.equals(odd) ? rows : 2;
          return switch (output) {
            case "sentiment" -> new float[r][3];
            case "toxicity" -> new float[r][2];
            case "entities" -> new float[r][output.equals(odd) ? units : 5][5];
            default -> new float[r][output.equals(odd) ? units : 2][15];
          };
        });
  }

  private static List<RowOutput> reading(
      List<WindowRow> rows, java.util.function.Function<String, Object> values) {
    try {
      return new OutputReader(MODEL)
          .read(
              rows,
              output -> {
                try {
                  return OnnxTensor.createTensor(Environment.get(), values.apply(output));
                } catch (OrtException e) {
                  throw new IllegalStateException(e);
                }
              });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachRowGetsTheValuesOfItsTokensAndSentences() {
    // When
    var outputs = read("", 2, 0);

    // Then
    assertThat(outputs).hasSize(2);
    assertThat(outputs.get(1).of("entities")).hasSize(3 * 5);
    assertThat(outputs.get(1).of("sentence_vectors")).hasSize(2 * 15);
  }

  @ParameterizedTest
  @CsvSource({
    "sentiment, 1, 0, '[1, 3]'",
    "entities, 2, 4, '[2, 4, 5]'",
    "entities, 1, 5, '[1, 5, 5]'",
    "sentence_vectors, 2, 1, '[2, 1, 15]'",
  })
  void rejectsAnOutputWhoseShapeDoesNotFit(String output, int rows, int units, String shape) {
    // Then
    assertThatThrownBy(() -> read(output, rows, units))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("output " + output + " has shape " + shape);
  }

  @Test
  void readsDoubles() {
    // When
    var outputs =
        reading(
            List.of(row()),
            output ->
                switch (output) {
                  case "sentiment" -> new double[][] {{0.5, -1, 2}};
                  case "toxicity" -> new float[1][2];
                  case "entities" -> new float[1][5][5];
                  default -> new float[1][2][15];
                });

    // Then
    assertThat(outputs.get(0).of("sentiment")).containsExactly(0.5f, -1, 2);
  }

  @Test
  void fillsPositions() throws OrtException {
    // Given
    var rows = List.of(row());

    // When
    long[][] positions;
    try (var tensors =
        BatchTensors.fill(Environment.get(), rows, Set.of("position_ids"), "", 0, 2)) {
      positions = (long[][]) tensors.byName().get("position_ids").getValue();
    }

    // Then
    assertThat(positions).isDeepEqualTo(new long[][] {{2, 3, 4, 5, 6}});
  }
}
