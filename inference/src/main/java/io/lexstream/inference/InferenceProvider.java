package io.lexstream.inference;

import java.nio.file.Path;

/**
 * The implementation behind {@link TextAnalyzer#open} and {@link GraphRows#open}, found through
 * {@link java.util.ServiceLoader}. It keeps this package free of dependencies on the packages that
 * implement it. Applications do not use it.
 */
public interface InferenceProvider {

  /** Opens an analyzer as {@link TextAnalyzer#open} describes. */
  TextAnalyzer openAnalyzer(AnalyzerOptions options, AnalyzerListener listener);

  /** Opens the rows of a package as {@link GraphRows#open} describes. */
  GraphRows openGraphRows(Path folder);
}
