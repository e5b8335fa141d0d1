package io.lexstream.inference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.SentenceSplitter;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.WindowCutter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Analyzes sample texts with as many requests in flight as the job has, and prints the padding ratio
 * of the engine. For comparison, prints the padding ratio of batches of 32 rows in order of arrival
 * for the same windows. Arguments: an English model package, then files of JSON lines. The figures
 * of the engine depend on the speed of the machine and vary slightly.
 */
public final class PaddingUnderLoad {

  private static final String LANGUAGE = "en";
  private static final int IN_FLIGHT = 256;
  private static final int ROWS_IN_ORDER = 32;

  private PaddingUnderLoad() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path model = Path.of(arguments[0]);
    System.out.printf(
        "%-16s %6s   %-20s %8s %8s %10s%n",
        "texts", "number", "policy", "windows", "padding", "rows/batch");
    for (String file : List.of(arguments).subList(1, arguments.length)) {
      var texts = texts(Path.of(file));
      String name = Path.of(file).getFileName().toString();
      throughTheEngine(model, texts).print(name, texts.size(), "token budget, engine");
      inOrder(model, texts).print(name, texts.size(), ROWS_IN_ORDER + " rows, in order");
    }
  }

  private static List<String> texts(Path file) throws IOException {
    var json = JsonMapper.builder().build();
    var texts = new ArrayList<String>();
    for (String line : Files.readAllLines(file)) {
      texts.add(json.readTree(line).path("text").asText());
    }
    return texts;
  }

  private static Work throughTheEngine(Path model, List<String> texts) throws InterruptedException {
    var work = new Work();
    var options =
        AnalyzerOptions.builder()
            .addPackage(model)
            .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU)
            .set(AnalyzerOptions.CACHE_SIZE, 0L)
            .build();
    var places = new Semaphore(IN_FLIGHT);
    var answers = new ArrayList<CompletableFuture<Analysis>>();
    try (var analyzer = TextAnalyzer.open(options, work)) {
      for (String text : texts) {
        places.acquire();
        var answer = analyzer.analyze(AnalysisRequest.of(text, LANGUAGE));
        answers.add(answer.whenComplete((analysis, failure) -> places.release()));
      }
      answers.forEach(CompletableFuture::join);
    }
    return work;
  }

  private static Work inOrder(Path folder, List<String> texts) {
    var work = new Work();
    var model = PackageReader.read(PackageSource.of(folder));
    var splitter = new SentenceSplitter();
    var batch = new ArrayList<Integer>();
    try (var tokenizer = TextTokenizer.load(model.tokenizer(), model.words())) {
      int special = tokenizer.special().count();
      var cutter = new WindowCutter(model.maxTokens() - special);
      for (String text : texts) {
        var points = CodePoints.of(text);
        var tokens = tokenizer.tokenize(points, splitter.split(text, points, LANGUAGE));
        for (var window : cutter.cut(tokens)) {
          batch.add(window.size() + special);
          if (batch.size() == ROWS_IN_ORDER) {
            work.add(batch);
            batch.clear();
          }
        }
      }
    }
    if (!batch.isEmpty()) {
      work.add(batch);
    }
    return work;
  }

  /** Totals of all batches. */
  private static final class Work implements AnalyzerListener {

    private long batches;
    private long rows;
    private long tokens;
    private long paddedTokens;

    void add(List<Integer> lengths) {
      var summary = lengths.stream().mapToInt(Integer::intValue).summaryStatistics();
      record(AnalyzerMetric.BATCH_ROWS, lengths.size());
      record(AnalyzerMetric.TOKENS, summary.getSum());
      record(AnalyzerMetric.PADDED_TOKENS, (long) lengths.size() * summary.getMax());
    }

    @Override
    public synchronized void record(AnalyzerMetric metric, long value) {
      switch (metric) {
        case BATCH_ROWS -> {
          batches++;
          rows += value;
        }
        case TOKENS -> tokens += value;
        case PADDED_TOKENS -> paddedTokens += value;
        default -> {}
      }
    }

    synchronized void print(String name, int texts, String policy) {
      System.out.printf(
          "%-16s %6d   %-20s %8d %8.3f %10.1f%n",
          name,
          texts,
          policy,
          rows,
          (double) (paddedTokens - tokens) / paddedTokens,
          (double) rows / batches);
    }
  }
}
