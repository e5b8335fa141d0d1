package io.lexstream.inference.tokens;

/**
 * The tokens of a text in order, without special tokens. The arrays have one element per token.
 * They are not copied and must not be changed.
 *
 * @param ids vocabulary ids
 * @param starts first code point of each token
 * @param ends code point after each token
 * @param wordStarts whether each token begins a word
 * @param sentences index of each token's sentence; never decreases
 */
public record TokenizedText(
    int[] ids, int[] starts, int[] ends, boolean[] wordStarts, int[] sentences) {

  /** Number of tokens. */
  public int size() {
    return ids.length;
  }
}
