package io.lexstream.inference.tokens;

import io.lexstream.inference.TinyPackage;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.LanguageIdentifier;
import io.lexstream.inference.text.SentenceSplitter;
import java.nio.file.Path;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cost of preparing a text for the graph, by number of sentences, in microseconds per text. {@code
 * -jvmArgs -Dlexstream.benchmark.package=FOLDER} selects the tokenizer of another package.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenizationBenchmark {

  private static final String SENTENCE =
      "Tim Cook said on Monday that the new phone would not be sold in Berlin before winter. ";

  @Param({"1", "10", "1000"})
  public int sentences;

  private final SentenceSplitter splitter = new SentenceSplitter();
  private final LanguageIdentifier languages = new LanguageIdentifier(List.of("en", "zh"));
  private TextTokenizer tokenizer;
  private WindowCutter cutter;
  private String text;

  @Setup
  public void load() {
    Path folder =
        Path.of(System.getProperty("lexstream.benchmark.package", TinyPackage.folder().toString()));
    tokenizer = TextTokenizer.load(folder.resolve("tokenizer.json"), WordRule.TEXT);
    cutter = new WindowCutter(254);
    text = SENTENCE.repeat(sentences);
  }

  @TearDown
  public void close() {
    tokenizer.close();
  }

  @Benchmark
  public Object language() {
    return languages.identify(text);
  }

  @Benchmark
  public Object sentencesOnly() {
    return splitter.split(text, CodePoints.of(text), "en");
  }

  @Benchmark
  public Object sentencesTokensAndWindows() {
    var points = CodePoints.of(text);
    var tokens = tokenizer.tokenize(points, splitter.split(text, points, "en"));
    return cutter.cut(tokens);
  }
}
