package io.lexstream.inference;

import java.nio.file.Path;
import java.util.List;

/**
 * Texts as the graph of a model package sees them, for callers that run the graph themselves: to
 * measure what it can do, or to check the results of an analyzer. No graph is loaded here.
 *
 * <p>Thread safe. Holds native memory until closed.
 */
public interface GraphRows extends AutoCloseable {

  /** The sentence number of a token that is in no sentence: special tokens and padding. */
  int NO_SENTENCE = -1;

  /**
   * Reads the package's description and loads its tokenizer.
   *
   * @throws ModelPackageException if the package is broken
   */
  static GraphRows open(Path folder) {
    return Implementation.get().openGraphRows(folder);
  }

  /** The graph to run on a CPU. */
  Path graph();

  /** The id that fills short rows. */
  long paddingId();

  /**
   * The rows of a text: one, or one for each window of a long text; none if the text has no token.
   *
   * @param language ISO 639-1, selects the rules for sentence ends
   */
  List<GraphRow> of(String text, String language);

  @Override
  void close();

  /**
   * One row. The arrays are not copied and must not be changed.
   *
   * @param ids vocabulary ids, special tokens included
   * @param sentences number of each token's sentence within the row
   * @param ownTokens tokens of the text that this row and no other answers for; over the rows of a
   *     text they add up to its tokens
   */
  record GraphRow(long[] ids, int[] sentences, int ownTokens) {}
}
