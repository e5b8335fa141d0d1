package io.lexstream.inference;

import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.SentenceSplitter;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.WindowCutter;
import io.lexstream.inference.tokens.WindowRow;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts as the graph of a model package sees them, for who wants to run the graph himself: to
 * measure what it can do, or to check what an analyzer makes of it. No graph is loaded here.
 *
 * <p>Thread safe. Holds native memory until closed.
 */
public final class GraphRows implements AutoCloseable {

  /** The sentence number of a token that stands in none: special tokens and padding. */
  public static final int NO_SENTENCE = WindowRow.NO_SENTENCE;

  private final ModelPackage model;
  private final TextTokenizer tokenizer;
  private final WindowCutter cutter;
  private final SentenceSplitter splitter = new SentenceSplitter();

  private GraphRows(ModelPackage model, TextTokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.cutter = new WindowCutter(model.maxTokens() - tokenizer.special().count());
  }

  /**
   * Reads the package's description and loads its tokenizer.
   *
   * @throws ModelPackageException if the package is broken
   */
  public static GraphRows open(Path folder) {
    var model = PackageReader.read(PackageSource.of(folder));
    return new GraphRows(model, TextTokenizer.load(model.tokenizer(), model.words()));
  }

  /** The graph to run on a CPU. */
  public Path graph() {
    return model.graph();
  }

  /** The id that fills short rows. */
  public long paddingId() {
    return model.paddingId();
  }

  /**
   * The rows of a text: one, or one for each window of a long text; none if the tokenizer sees
   * nothing in it.
   *
   * @param language ISO 639-1, for the rules by which sentences end
   */
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

  /**
   * One row. The arrays are not copied and must not be changed.
   *
   * @param ids vocabulary ids, special tokens included
   * @param sentences number of each token's sentence within the row
   * @param ownTokens tokens of the text that this row and no other answers for; over the rows of a
   *     text they add up to its tokens
   */
  public record GraphRow(long[] ids, int[] sentences, int ownTokens) {}
}
