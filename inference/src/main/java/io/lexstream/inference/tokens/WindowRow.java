package io.lexstream.inference.tokens;

import io.lexstream.inference.GraphRows;
import io.lexstream.inference.batching.Row;
import io.lexstream.inference.tokens.TextTokenizer.SpecialTokens;
import java.util.Arrays;

/**
 * The model input for one window: token ids including special tokens, and the sentence number of
 * each token within the row. The arrays are not copied and must not be changed.
 */
public final class WindowRow implements Row {

  /** The sentence number of special tokens and padding. */
  public static final int NO_SENTENCE = GraphRows.NO_SENTENCE;

  private final long[] ids;
  private final int[] sentences;
  private final int textFrom;
  private final int textSize;

  private WindowRow(long[] ids, int[] sentences, int textFrom, int textSize) {
    this.ids = ids;
    this.sentences = sentences;
    this.textFrom = textFrom;
    this.textSize = textSize;
  }

  /** The row for a window of a text. */
  public static WindowRow of(TokenizedText text, Window window, SpecialTokens special) {
    int before = special.before().length;
    var ids = new long[window.size() + special.count()];
    var sentences = new int[ids.length];
    Arrays.fill(sentences, NO_SENTENCE);
    System.arraycopy(special.before(), 0, ids, 0, before);
    int firstSentence = text.sentences()[window.from()];
    for (int i = 0; i < window.size(); i++) {
      ids[before + i] = text.ids()[window.from() + i];
      sentences[before + i] = text.sentences()[window.from() + i] - firstSentence;
    }
    System.arraycopy(special.after(), 0, ids, before + window.size(), special.after().length);
    return new WindowRow(ids, sentences, before, window.size());
  }

  @Override
  public int tokens() {
    return ids.length;
  }

  /** Vocabulary ids, special tokens included. */
  public long[] ids() {
    return ids;
  }

  /** Sentence number of each token, {@link #NO_SENTENCE} for special tokens. */
  public int[] sentences() {
    return sentences;
  }

  /** Number of sentences. */
  public int sentenceCount() {
    return textSize == 0 ? 0 : sentences[textFrom + textSize - 1] + 1;
  }

  /** Index of the first token of the text, after special tokens. */
  public int textFrom() {
    return textFrom;
  }

  /** Number of tokens without special tokens. */
  public int textSize() {
    return textSize;
  }
}
