package io.lexstream.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Analyzes texts. This is the entry point of the module.
 *
 * <pre>{@code
 * var options = AnalyzerOptions.builder().addPackage(Path.of("models/en")).build();
 * try (var analyzer = TextAnalyzer.open(options)) {
 *   Analysis analysis = analyzer.analyze(AnalysisRequest.of("I love Berlin.")).join();
 * }
 * }</pre>
 *
 * <p>Thread safe. Analyzers of one process that use the same package share its session and batcher.
 */
public interface TextAnalyzer extends AutoCloseable {

  /**
   * Loads the packages, checks them, and warms them up.
   *
   * @throws ModelPackageException if a package is broken, naming file, found and expected
   * @throws EngineFailedException if the execution provider does not work on this machine
   */
  static TextAnalyzer open(AnalyzerOptions options) {
    return open(options, AnalyzerListener.NONE);
  }

  /**
   * As {@link #open(AnalyzerOptions)}, with a listener for metrics.
   *
   * @param listener receives the metrics of the analyzer
   */
  static TextAnalyzer open(AnalyzerOptions options, AnalyzerListener listener) {
    return Implementation.get().openAnalyzer(options, listener);
  }

  /**
   * Analyzes a text. Returns immediately. The analysis runs on the analyzer's threads, and so do
   * dependents of the future that name no other executor.
   *
   * @return the analysis. The future itself fails only with an {@link AnalysisFailedException}:
   *     {@link RowFailedException} if this text is to blame, {@link EngineFailedException} if the
   *     engine failed or the analyzer is closed
   */
  CompletableFuture<Analysis> analyze(AnalysisRequest request);

  /** The packages in use, in the order they were configured. */
  List<ModelRef> models();

  /**
   * What the packages run on; never {@link ExecutionProvider#AUTO}. An engine failure on a GPU may
   * leave a broken context, which lasts until the process ends.
   */
  default ExecutionProvider provider() {
    return ExecutionProvider.CPU;
  }

  /**
   * Answers all earlier requests, then releases threads and sessions. Later requests fail. If the
   * caller is interrupted, earlier requests fail as by {@link #abort}, and this method returns
   * without waiting.
   *
   * @throws IllegalStateException on one of the analyzer's own threads, for example in a dependent
   *     of an answer, because it would wait for itself
   */
  @Override
  void close();

  /**
   * Fails all requests that are not answered with {@link EngineFailedException}, including those
   * that are running. Waits for texts being tokenized and for runs in progress, then releases
   * threads and sessions. Other analyzers that share a package are not affected. For callers that
   * fail or are cancelled.
   *
   * @throws IllegalStateException on one of the analyzer's own threads
   */
  void abort();
}
