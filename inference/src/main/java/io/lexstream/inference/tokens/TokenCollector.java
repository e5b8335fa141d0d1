package io.lexstream.inference.tokens;

import io.lexstream.inference.Span;
import io.lexstream.inference.text.DecodedText;
import java.util.Arrays;
import java.util.List;

/** Collects the tokens of a text and assigns each to a sentence and a word. */
final class TokenCollector {

  private final List<Span> sentences;
  private final WordBoundaries words;

  private int size;
  private int sentence;
  private int[] ids = new int[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] sentenceOf = new int[64];
  private boolean[] wordStarts = new boolean[64];

  TokenCollector(List<Span> sentences, WordBoundaries words) {
    this.sentences = sentences;
    this.words = words;
  }

  void add(WordBoundaries.Token token) {
    if (size == ids.length) {
      grow();
    }
    while (sentence + 1 < sentences.size() && sentences.get(sentence + 1).start() < token.end()) {
      sentence++;
    }
    ids[size] = token.id();
    starts[size] = token.start();
    ends[size] = token.end();
    sentenceOf[size] = sentence;
    wordStarts[size] = words.startsWord(token) || size == 0;
    size++;
  }

  /** End of the last token, at least {@code min}. */
  int lastEnd(int min) {
    return size == 0 ? min : Math.max(min, ends[size - 1]);
  }

  /** The collected tokens, with offsets in the original text. */
  TokenizedText build(DecodedText decoded) {
    if (!decoded.isOriginal()) {
      for (int i = 0; i < size; i++) {
        starts[i] = decoded.toOriginal(starts[i]);
        ends[i] = decoded.toOriginal(ends[i]);
      }
    }
    return new TokenizedText(
        Arrays.copyOf(ids, size),
        Arrays.copyOf(starts, size),
        Arrays.copyOf(ends, size),
        Arrays.copyOf(wordStarts, size),
        Arrays.copyOf(sentenceOf, size));
  }

  private void grow() {
    int length = ids.length * 2;
    ids = Arrays.copyOf(ids, length);
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
    sentenceOf = Arrays.copyOf(sentenceOf, length);
    wordStarts = Arrays.copyOf(wordStarts, length);
  }
}
