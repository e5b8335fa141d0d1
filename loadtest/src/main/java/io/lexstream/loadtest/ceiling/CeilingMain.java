package io.lexstream.loadtest.ceiling;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.process.CommandLoop;
import io.lexstream.loadtest.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The program of the ceiling. Commands: {@code load FILE}, {@code search}, {@code run LAYOUT},
 * {@code labels}, {@code loop LAYOUT} (starts to run the workload repeatedly) and {@code end} (ends
 * the loop and returns the number of passes). Answers are JSON.
 */
public final class CeilingMain {

  /** The search first tries each layout on one row in eight. */
  private static final int SAMPLE = 8;

  /** Layouts tried on the whole workload: the best on the sample, and that of the pipeline. */
  private static final int FINALISTS = 4;

  private static final int FINAL_PASSES = 2;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private CeilingMain() {}

  /**
   * @param arguments folder of the model package
   */
  public static void main(String[] arguments) throws Exception {
    var loop = CommandLoop.ofThisProcess();
    try (var runtime = BareRuntime.open(Path.of(arguments[0]));
        var running = new Running(runtime)) {
      loop.on("load", file -> load(runtime, Path.of(file)))
          .on("search", none -> JSON.writeValueAsString(search(runtime)))
          .on(
              "run",
              layout -> JSON.writeValueAsString(runtime.run(JSON.readValue(layout, Layout.class))))
          .on("labels", none -> JSON.writeValueAsString(runtime.labels()));
      loop.on("loop", layout -> running.begin(JSON.readValue(layout, Layout.class)))
          .on("end", none -> Double.toString(running.end()));
      loop.say("ready");
      loop.run();
    }
  }

  /** The loop, which runs in another thread. Used by one thread. */
  private static final class Running implements AutoCloseable {

    private final BareRuntime runtime;
    private final AtomicBoolean ended = new AtomicBoolean();
    private CompletableFuture<Double> passes = CompletableFuture.completedFuture(0.0);

    Running(BareRuntime runtime) {
      this.runtime = runtime;
    }

    String begin(Layout layout) throws OrtException {
      runtime.prepareLoop(layout);
      ended.set(false);
      passes =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return runtime.loop(layout, ended::get);
                } catch (OrtException | InterruptedException e) {
                  throw new CompletionException(e);
                }
              });
      return "started";
    }

    double end() {
      ended.set(true);
      return passes.join();
    }

    /** Waits for the last batch, because the session closes next. */
    @Override
    public void close() {
      end();
    }
  }

  private static String load(BareRuntime runtime, Path file) throws Exception {
    runtime.load(Workload.read(file));
    return JSON.writeValueAsString(
        Map.of("tokens", runtime.textTokens(), "rows", runtime.rowCount()));
  }

  /** Tries all layouts on a sample, then the best of them on the whole workload. */
  private static List<Trial> search(BareRuntime runtime) throws Exception {
    var grid = Layout.grid(Runtime.getRuntime().availableProcessors());
    for (Layout layout : grid) {
      if (layout.size() == grid.get(0).size()) {
        runtime.sample(layout, SAMPLE, 0); // Warm up each way to divide the cores.
      }
    }
    var trials = new ArrayList<Trial>();
    for (Layout layout : grid) {
      trials.add(new Trial(layout, runtime.sample(layout, SAMPLE, 0).tokensPerSecond(), false));
    }
    trials.sort(Comparator.comparingDouble(Trial::tokensPerSecond).reversed());
    includePipelinesLayout(trials);
    compareFinalists(runtime, trials.subList(0, Math.min(FINALISTS, trials.size())));
    trials.sort(
        Comparator.comparing(Trial::wholeWorkload)
            .thenComparingDouble(Trial::tokensPerSecond)
            .reversed());
    return trials;
  }

  /** Makes the pipeline's layout a finalist, so that the ceiling is never below it. */
  private static void includePipelinesLayout(List<Trial> trials) {
    var pipelines = Layout.ofPipeline(Runtime.getRuntime().availableProcessors());
    for (int i = FINALISTS; i < trials.size(); i++) {
      if (trials.get(i).layout().equals(pipelines)) {
        trials.add(FINALISTS - 1, trials.remove(i));
        return;
      }
    }
  }

  /**
   * Runs the whole workload with each finalist. Finalists alternate after each eighth, so that
   * changes of the machine affect all of them.
   */
  private static void compareFinalists(BareRuntime runtime, List<Trial> finalists)
      throws Exception {
    var seconds = new double[finalists.size()];
    var tokens = new long[finalists.size()];
    for (int part = 0; part < FINAL_PASSES * SAMPLE; part++) {
      for (int turn = 0; turn < finalists.size(); turn++) {
        int i = (turn + part) % finalists.size();
        var pass = runtime.sample(finalists.get(i).layout(), SAMPLE, part % SAMPLE);
        seconds[i] += pass.seconds();
        tokens[i] += pass.tokens();
      }
    }
    for (int i = 0; i < finalists.size(); i++) {
      finalists.set(i, new Trial(finalists.get(i).layout(), tokens[i] / seconds[i], true));
    }
  }

  /**
   * Throughput of a layout.
   *
   * @param tokensPerSecond tokens per second without padding, including special tokens
   * @param wholeWorkload whether it was measured on the whole workload instead of a sample
   */
  public record Trial(Layout layout, double tokensPerSecond, boolean wholeWorkload) {}
}
