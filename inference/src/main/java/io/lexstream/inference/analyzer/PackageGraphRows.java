package io.lexstream.inference.analyzer;

import io.lexstream.inference.GraphRows;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.SentenceSplitter;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.WindowCutter;
import io.lexstream.inference.tokens.WindowRow;
import java.nio.file.Path;
import java.util.List;

/** Rows of a model package in a folder. */
final class PackageGraphRows implements GraphRows {

  private final ModelPackage model;
  private final TextTokenizer tokenizer;
  private final WindowCutter cutter;
  private final SentenceSplitter splitter = new SentenceSplitter();

  private PackageGraphRows(ModelPackage model, TextTokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.cutter = new WindowCutter(model.maxTokens() - tokenizer.special().count());
  }

  static GraphRows open(Path folder) {
    var model = PackageReader.read(PackageSource.of(folder));
    return new PackageGraphRows(model, TextTokenizer.load(model.tokenizer(), model.words()));
  }

  @Override
  public Path graph() {
    return model.graph();
  }

  @Override
  public long paddingId() {
    return model.paddingId();
  }

  @Override
  public List<GraphRow> of(String text, String language) {
    var points = CodePoints.of(text);
    var tokens = tokenizer.tokenize(points, splitter.split(text, points, language));
    return cutter.cut(tokens).stream()
        .map(
            window -> {
              var row = WindowRow.of(tokens, window, tokenizer.special());
              return new GraphRow(row.ids(), row.sentences(), window.coreSize());
            })
        .toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
