package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@link AnalyzerOptions} in a form that travels to the operators. Numbers that are 0 leave the
 * choice to the analyzer.
 *
 * @param packages folders of the model packages, on every machine that runs the job
 * @param provider the hardware to run on
 * @param device index of the GPU
 * @param workers threads that run batches, per package; 0: by provider
 * @param intraOpThreads threads inside one run; 0: one
 * @param tokenBudget rows times longest row in a batch; 0: by provider
 * @param batchRows rows in a batch, in order of arrival; 0: by token budget
 * @param linger how long a free worker waits for more rows
 * @param runTimeout after how long a run counts as hung
 * @param summarySentences longest summary, in sentences
 * @param cacheBytes weight of the cache of repeats; 0: no cache
 */
public record AnalyzerSettings(
    List<String> packages,
    ExecutionProvider provider,
    int device,
    int workers,
    int intraOpThreads,
    int tokenBudget,
    int batchRows,
    Duration linger,
    Duration runTimeout,
    int summarySentences,
    long cacheBytes)
    implements Serializable {

  public static final Setting<List<String>> PACKAGES =
      Setting.list(
          "models.packages",
          "Folders of the model packages; the first is the default for texts whose language cannot"
              + " be told.");

  public static final Setting<ExecutionProvider> PROVIDER =
      Setting.choice(
              "inference.provider", ExecutionProvider.class, "The hardware that models run on.")
          .withDefault(ExecutionProvider.AUTO);

  public static final Setting<Integer> DEVICE =
      Setting.integer("inference.device", 0, 255, "Index of the GPU.").withDefault(0);

  public static final Setting<Integer> WORKERS =
      Setting.integer(
              "inference.workers",
              0,
              1024,
              "Threads that run batches, per package; 0 chooses by provider.")
          .withDefault(0);

  public static final Setting<Integer> INTRA_OP_THREADS =
      Setting.integer("inference.threads", 0, 1024, "Threads inside one run; 0 is one.")
          .withDefault(0);

  public static final Setting<Integer> TOKEN_BUDGET =
      Setting.integer(
              "inference.token-budget",
              0,
              1 << 20,
              "Rows times longest row in a batch, in tokens; 0 chooses by provider.")
          .withDefault(0);

  public static final Setting<Integer> BATCH_ROWS =
      Setting.integer(
              "inference.batch-rows",
              0,
              4096,
              "Rows in a batch, in order of arrival whatever their lengths; 0 batches by token"
                  + " budget, which pads less.")
          .withDefault(0);

  public static final Setting<Duration> LINGER =
      Setting.duration("inference.linger", "How long a free worker waits for more rows.")
          .withDefault(Duration.ZERO);

  public static final Setting<Duration> RUN_TIMEOUT =
      Setting.duration("inference.run-timeout", "After how long a run of a model counts as hung.")
          .withDefault(Duration.ofSeconds(60));

  public static final Setting<Integer> SUMMARY_SENTENCES =
      Setting.integer("inference.summary-sentences", 1, 100, "Longest summary, in sentences.")
          .withDefault(3);

  public static final Setting<Long> CACHE_SIZE =
      Setting.size(
              "inference.cache-size", "Weight of the cache that answers repeats; 0 for no cache.")
          .withDefault(32L << 20);

  /** What a process declares to {@link Settings} to use {@link #from}. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          PACKAGES,
          PROVIDER,
          DEVICE,
          WORKERS,
          INTRA_OP_THREADS,
          TOKEN_BUDGET,
          BATCH_ROWS,
          LINGER,
          RUN_TIMEOUT,
          SUMMARY_SENTENCES,
          CACHE_SIZE);

  private static final long serialVersionUID = 1L;

  public AnalyzerSettings {
    packages = List.copyOf(packages);
  }

  public static AnalyzerSettings from(Settings settings) {
    return new AnalyzerSettings(
        settings.get(PACKAGES),
        settings.get(PROVIDER),
        settings.get(DEVICE),
        settings.get(WORKERS),
        settings.get(INTRA_OP_THREADS),
        settings.get(TOKEN_BUDGET),
        settings.get(BATCH_ROWS),
        settings.get(LINGER),
        settings.get(RUN_TIMEOUT),
        settings.get(SUMMARY_SENTENCES),
        settings.get(CACHE_SIZE));
  }

  /** The options for an analyzer. */
  public AnalyzerOptions toOptions() {
    var options =
        AnalyzerOptions.builder()
            .provider(provider)
            .device(device)
            .linger(linger)
            .runTimeout(runTimeout)
            .summarySentences(summarySentences)
            .cacheBytes(cacheBytes);
    packages.forEach(folder -> options.addPackage(Path.of(folder)));
    if (workers > 0) {
      options.workers(workers);
    }
    if (intraOpThreads > 0) {
      options.intraOpThreads(intraOpThreads);
    }
    if (tokenBudget > 0) {
      options.tokenBudget(tokenBudget);
    }
    if (batchRows > 0) {
      options.batchRows(batchRows);
    }
    return options.build();
  }
}
