package io.lexstream.inference.engine;

import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.batching.BatchingOptions;
import io.lexstream.inference.onnx.SessionSettings;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What of an analyzer's options concerns an engine. Analyzers share an engine if they agree on
 * these.
 */
record EngineSettings(
    ExecutionProvider provider,
    int device,
    OptionalInt workers,
    OptionalInt intraOpThreads,
    OptionalInt tokenBudget,
    OptionalInt batchRows,
    Duration linger,
    Duration runTimeout) {

  /**
   * On a CPU one thread per worker and one worker per core beat fewer workers with more threads,
   * and about 256 tokens a batch are enough to keep a core busy; more only add padding.
   */
  private static final int CPU_TOKEN_BUDGET = 256;

  private static final int GPU_TOKEN_BUDGET = 16_384;

  /** One batch runs while the next is being filled. */
  private static final int GPU_WORKERS = 2;

  static EngineSettings of(AnalyzerOptions options) {
    return new EngineSettings(
        options.provider(),
        options.device(),
        options.workers(),
        options.intraOpThreads(),
        options.tokenBudget(),
        options.batchRows(),
        options.linger(),
        options.runTimeout());
  }

  SessionSettings session() {
    return new SessionSettings(provider, device, intraOpThreads.orElse(1));
  }

  /**
   * How to batch on the hardware that was found.
   *
   * @param rowsAlone whether each row must run by itself
   */
  BatchingOptions batching(ExecutionProvider found, boolean rowsAlone) {
    boolean cpu = found == ExecutionProvider.CPU;
    int perCore =
        Math.max(1, Runtime.getRuntime().availableProcessors() / intraOpThreads.orElse(1));
    int budget = tokenBudget.orElse(cpu ? CPU_TOKEN_BUDGET : GPU_TOKEN_BUDGET);
    return new BatchingOptions(
        workers.orElse(cpu ? perCore : GPU_WORKERS),
        rowsAlone ? 1 : budget,
        rowsAlone ? OptionalInt.empty() : batchRows,
        linger,
        runTimeout);
  }
}
