package io.lexstream.inference.analyzer;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.GraphRows;
import io.lexstream.inference.InferenceProvider;
import io.lexstream.inference.TextAnalyzer;
import java.nio.file.Path;

/** Inference with model packages. Public because {@link java.util.ServiceLoader} requires it. */
public final class PackagedInference implements InferenceProvider {

  @Override
  public TextAnalyzer openAnalyzer(AnalyzerOptions options, AnalyzerListener listener) {
    return PackagedAnalyzer.open(options, listener);
  }

  @Override
  public GraphRows openGraphRows(Path folder) {
    return PackageGraphRows.open(folder);
  }
}
