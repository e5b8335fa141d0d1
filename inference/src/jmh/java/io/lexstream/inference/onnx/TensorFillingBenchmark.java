package io.lexstream.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lexstream.inference.tokens.TextTokenizer.SpecialTokens;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import io.lexstream.inference.tokens.WindowRow;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cost of filling the input tensors of a batch, by number of rows of 32 tokens, in microseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TensorFillingBenchmark {

  private static final int TOKENS = 30;

  @Param({"1", "8", "512"})
  public int rows;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private List<WindowRow> batch;

  @Setup
  public void makeRows() {
    var text =
        new TokenizedText(
            new int[TOKENS],
            new int[TOKENS],
            new int[TOKENS],
            new boolean[TOKENS],
            new int[TOKENS]);
    var special = new SpecialTokens(new long[] {101}, new long[] {102});
    batch =
        Collections.nCopies(
            rows, WindowRow.of(text, new Window(0, TOKENS, 0, TOKENS), special));
  }

  @Benchmark
  public int fill() throws OrtException {
    var inputs = Set.of("input_ids", "attention_mask", "sentence_ids");
    try (var tensors = BatchTensors.fill(environment, batch, inputs, "sentence_ids", 0, 0)) {
      return tensors.byName().size();
    }
  }
}
