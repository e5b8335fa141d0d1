package io.lexstream.inference.packages;

/**
 * What counts as a word when sub-words are joined. Matters only for tokenizers that do not mark
 * continuations (byte-level BPE, SentencePiece).
 */
public enum WordRule {
  /**
   * White space separates words. Punctuation and symbols at the edge of a word are separate words,
   * and so is each token of a script written without spaces.
   */
  TEXT,
  /**
   * The words of the token-classification pipeline of Transformers: only spaces separate words, so
   * a full stop belongs to the word before it and a Chinese sentence is one word.
   */
  TRANSFORMERS
}
