package io.lexstream.inference;

import java.time.Duration;

/**
 * Hears what an analyzer does, for metrics. Called on the analyzer's threads, so implementations
 * are thread safe and return at once. What a listener throws is logged and otherwise ignored.
 *
 * <p>Engines (session and batcher of one package) are shared by all analyzers of a process; their
 * events go to one of these analyzers' listeners, so that sums over listeners count a batch once.
 * {@code model} is the package's name.
 */
public interface AnalyzerListener {

  /** A listener that does not listen. */
  AnalyzerListener NONE = new AnalyzerListener() {};

  /** A text was cut into sentences, tokens and windows. */
  default void tokenized(String model, int tokens, int windows, Duration took) {}

  /** A row left the queue for a batch after having waited there. */
  default void rowWaited(String model, Duration waited) {}

  /** Rows now in the queue. */
  default void queueDepth(String model, int rows) {}

  /**
   * A batch was run.
   *
   * @param rows its rows
   * @param tokens tokens of its rows, padding not counted
   * @param paddedTokens rows times the longest row
   * @param took time of the run
   */
  default void batchRun(String model, int rows, int tokens, int paddedTokens, Duration took) {}

  /** A run over some rows failed; they are run again in parts. */
  default void batchFailed(String model, int rows, Throwable cause) {}

  /** A text was given up as poisonous. */
  default void rowFailed(String model, Throwable cause) {}

  /** The engine was found sick; its rows fail. */
  default void engineFailed(String model, Throwable cause) {}

  /** A text was answered from the cache of repeats. */
  default void cacheHit() {}

  /** A text was not in the cache of repeats. */
  default void cacheMiss() {}

  /** A text has its analysis. */
  default void analyzed(Analysis analysis, Duration took) {}
}
