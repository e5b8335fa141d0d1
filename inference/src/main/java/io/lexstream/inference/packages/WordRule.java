package io.lexstream.inference.packages;

/**
 * What counts as a word when sub-words are put together. Of consequence only for tokenizers that do
 * not mark continuations themselves (byte-level BPE, SentencePiece).
 */
public enum WordRule {
  /**
   * White space separates words, punctuation and symbols at a word's edge are words of their own,
   * and so is every token of a script written without spaces.
   */
  TEXT,
  /**
   * As the token-classification pipeline of Transformers has it: nothing but a space separates
   * words, so that a full stop belongs to the word before it and a Chinese sentence is one word.
   */
  TRANSFORMERS
}
