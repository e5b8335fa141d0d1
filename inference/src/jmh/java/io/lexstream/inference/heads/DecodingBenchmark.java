package io.lexstream.inference.heads;

import io.lexstream.inference.Span;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Activation;
import io.lexstream.inference.packages.Aggregation;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Cost of decoding entities and a summary from the output of a graph, in microseconds per text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodingBenchmark {

  private static final List<String> LABELS =
      List.of("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC");
  private static final int DIMENSION = 384;
  private static final int SENTENCE = 20;

  @Param({"40", "240"})
  public int tokens;

  private final EntityDecoder entities = new EntityDecoder(head(List.of()));
  private final EntityDecoder viterbiEntities =
      new EntityDecoder(
          head(Collections.nCopies(LABELS.size(), Collections.nCopies(LABELS.size(), 0.0))));
  private final Summarizer summarizer =
      new Summarizer(
          new Head.SentenceVectors("vectors", "sentence_ids"), new SummaryLimits(3, 400));
  private WindowedOutput output;

  private static Head.TokenTags head(List<List<Double>> transitions) {
    return new Head.TokenTags(
        "tags", LABELS, Activation.SOFTMAX, 1, Aggregation.FIRST, WordRule.TEXT, transitions);
  }

  @Setup
  public void makeOutput() {
    var random = new Random(1);
    int sentences = tokens / SENTENCE;
    var text =
        new TokenizedText(
            new int[tokens],
            new int[tokens],
            new int[tokens],
            new boolean[tokens],
            new int[tokens]);
    for (int i = 0; i < tokens; i++) {
      text.starts()[i] = i * 5;
      text.ends()[i] = i * 5 + 4;
      text.wordStarts()[i] = true;
      text.sentences()[i] = i / SENTENCE;
    }
    output =
        new WindowedOutput(
            CodePoints.of("word ".repeat(tokens)),
            IntStream.range(0, sentences)
                .mapToObj(s -> new Span(s * SENTENCE * 5, (s + 1) * SENTENCE * 5 - 1))
                .toList(),
            text,
            List.of(new Window(0, tokens, 0, tokens)),
            List.of(
                new RowOutput(
                    Map.of(
                        "tags", gaussian(random, tokens * LABELS.size()),
                        "vectors", gaussian(random, sentences * DIMENSION)))));
  }

  private static float[] gaussian(Random random, int size) {
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Benchmark
  public Object entities() {
    return entities.decode(output);
  }

  @Benchmark
  public Object entitiesByTransitions() {
    return viterbiEntities.decode(output);
  }

  @Benchmark
  public Object summary() {
    return summarizer.summarize(output, reason -> {});
  }
}
