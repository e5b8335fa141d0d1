package io.lexstream.inference.engine;

import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.batching.BatchingOptions;
import io.lexstream.inference.onnx.SessionSettings;
import java.util.Optional;

/** Resolves the options of an engine for the hardware that it runs on. */
record EngineSettings(AnalyzerOptions options) {

  /**
   * On a CPU one thread per worker and one worker per core are faster than fewer workers with more
   * threads, and about 256 tokens keep a core busy; more only add padding.
   */
  private static final int CPU_TOKEN_BUDGET = 256;

  private static final int GPU_TOKEN_BUDGET = 16_384;

  /** One batch runs while the next is being filled. */
  private static final int GPU_WORKERS = 2;

  SessionSettings session() {
    return new SessionSettings(
        options.get(AnalyzerOptions.PROVIDER),
        options.get(AnalyzerOptions.DEVICE),
        options.get(AnalyzerOptions.INTRA_OP_THREADS));
  }

  /**
   * How to batch on the hardware that was found.
   *
   * @param rowsAlone whether each row must run alone
   */
  BatchingOptions batching(ExecutionProvider found, boolean rowsAlone) {
    return new BatchingOptions(
        options.find(AnalyzerOptions.WORKERS).orElseGet(() -> defaultWorkers(found)),
        rowsAlone
            ? 1
            : options.find(AnalyzerOptions.TOKEN_BUDGET).orElseGet(() -> defaultBudget(found)),
        rowsAlone ? Optional.empty() : options.find(AnalyzerOptions.BATCH_ROWS),
        options.get(AnalyzerOptions.LINGER),
        options.get(AnalyzerOptions.RUN_TIMEOUT));
  }

  private int defaultWorkers(ExecutionProvider found) {
    return found == ExecutionProvider.CPU
        ? Math.max(
            1,
            Runtime.getRuntime().availableProcessors()
                / options.get(AnalyzerOptions.INTRA_OP_THREADS))
        : GPU_WORKERS;
  }

  private static int defaultBudget(ExecutionProvider found) {
    return found == ExecutionProvider.CPU ? CPU_TOKEN_BUDGET : GPU_TOKEN_BUDGET;
  }
}
