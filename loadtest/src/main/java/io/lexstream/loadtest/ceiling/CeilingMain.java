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
 * The ceiling in a process of its own. Commands: {@code load FILE}, {@code search}, {@code run
 * LAYOUT}, {@code labels}; {@code loop LAYOUT}, which begins to run the workload over and over, and
 * {@code end} of that, which says how many times; answers are JSON.
 */
public final class CeilingMain {

  /** A layout is first tried on so manyth a row. */
  private static final int SAMPLE = 8;

  /** So many are tried on the whole: the best on the sample, and the pipeline's own way. */
  private static final int FINALISTS = 4;

  private static final int FINAL_PASSES = 2;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private CeilingMain() {}

  /**
   * @param arguments the folder of the model package
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

  /** A loop that is under way. Used by one thread. */
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
      return "begun";
    }

    double end() {
      ended.set(true);
      return passes.join();
    }

    /** No batch is under way when the graph's session closes. */
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

  /** Tries the grid on a sample, then the best on the whole workload. */
  private static List<Trial> search(BareRuntime runtime) throws Exception {
    var grid = Layout.grid(Runtime.getRuntime().availableProcessors());
    for (Layout layout : grid) {
      if (layout.size() == grid.get(0).size()) {
        runtime.sample(layout, SAMPLE, 0); // Warms up each way to share the cores.
      }
    }
    var trials = new ArrayList<Trial>();
    for (Layout layout : grid) {
      trials.add(new Trial(layout, runtime.sample(layout, SAMPLE, 0).tokensPerSecond(), false));
    }
    trials.sort(Comparator.comparingDouble(Trial::tokensPerSecond).reversed());
    admitPipelinesOwn(trials);
    playOff(runtime, trials.subList(0, Math.min(FINALISTS, trials.size())));
    trials.sort(
        Comparator.comparing(Trial::whole).thenComparingDouble(Trial::tokensPerSecond).reversed());
    return trials;
  }

  /** However it did on the sample: a ceiling below the pipeline's own way would be none. */
  private static void admitPipelinesOwn(List<Trial> trials) {
    var own = Layout.ofPipeline(Runtime.getRuntime().availableProcessors());
    for (int i = FINALISTS; i < trials.size(); i++) {
      if (trials.get(i).layout().equals(own)) {
        trials.add(FINALISTS - 1, trials.remove(i));
        return;
      }
    }
  }

  /**
   * Each finalist runs the whole, an eighth at a time and in turns: the best is the best layout,
   * not that which had a better moment of the machine.
   */
  private static void playOff(BareRuntime runtime, List<Trial> finalists) throws Exception {
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
   * How fast a layout was.
   *
   * @param tokensPerSecond tokens without padding, special tokens included
   * @param whole on the whole workload, not on a sample
   */
  public record Trial(Layout layout, double tokensPerSecond, boolean whole) {}
}
