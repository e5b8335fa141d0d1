package io.lexstream.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Text in, analysis out: the door of this module.
 *
 * <pre>{@code
 * var options = AnalyzerOptions.builder().addPackage(Path.of("models/en")).build();
 * try (var analyzer = TextAnalyzer.open(options)) {
 *   Analysis analysis = analyzer.analyze(AnalysisRequest.of("I love Berlin.")).join();
 * }
 * }</pre>
 *
 * <p>Thread safe. Analyzers of one process share the session and the batcher of a package they have
 * in common.
 */
public interface TextAnalyzer extends AutoCloseable {

  /**
   * Loads the packages, checks them, and warms them up.
   *
   * @throws ModelPackageException if a package is broken, naming file, found and expected
   * @throws EngineFailedException if the execution provider does not work on this machine
   */
  static TextAnalyzer open(AnalyzerOptions options) {
    return PackagedAnalyzer.open(options);
  }

  /**
   * Analyzes a text. Returns at once; language, tokens and inference are the analyzer's threads'
   * work, and dependents of the future run on them too unless they ask for others.
   *
   * @return completes with the analysis, or with {@link RowFailedException} if this text is
   *     poisonous, or with {@link EngineFailedException} if the engine is sick or closed
   */
  CompletableFuture<Analysis> analyze(AnalysisRequest request);

  /** The packages in use, in the order they were configured. */
  List<ModelRef> models();

  /**
   * What the packages run on: never {@link ExecutionProvider#AUTO}. On a GPU a sick engine may have
   * left a broken context behind, which only the end of the process clears.
   */
  default ExecutionProvider provider() {
    return ExecutionProvider.CPU;
  }

  /**
   * Answers what was asked before, then releases threads and sessions. Later requests fail. If the
   * caller is interrupted, it ends as by {@link #abort}, but does not wait.
   *
   * @throws IllegalStateException on one of the analyzer's own threads, as in a dependent of an
   *     answer: it would wait for itself
   */
  @Override
  void close();

  /**
   * Ends without answering: what this analyzer was asked and has not begun to run fails with {@link
   * EngineFailedException}, and so does what is running, whose results nobody gets. Waits for texts
   * being tokenized and for runs under way, then releases threads and sessions. Other analyzers
   * that share a package go on undisturbed. For a caller that fails or is cancelled.
   *
   * @throws IllegalStateException on one of the analyzer's own threads
   */
  void abort();
}
