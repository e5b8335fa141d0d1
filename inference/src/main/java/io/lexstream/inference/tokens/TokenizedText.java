package io.lexstream.inference.tokens;

/**
 * The tokens of a text, without special tokens, in text order. Arrays run in parallel, one element
 * a token; they are not copied and must not be changed.
 *
 * @param ids vocabulary ids
 * @param starts first code point of each token
 * @param ends code point after each token
 * @param wordStarts whether a token begins a word
 * @param sentences index of the sentence a token stands in; never decreases
 */
public record TokenizedText(
    int[] ids, int[] starts, int[] ends, boolean[] wordStarts, int[] sentences) {

  /** Number of tokens. */
  public int size() {
    return ids.length;
  }
}
