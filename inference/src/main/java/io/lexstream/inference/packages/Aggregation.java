package io.lexstream.inference.packages;

/** How the scores of sub-words are aggregated to a word. Names are those of Transformers. */
public enum Aggregation {
  /** The word has the scores of its first sub-word. */
  FIRST,
  /** The word has the mean scores of its sub-words. */
  AVERAGE,
  /** The word has the scores of the sub-word with the highest score. */
  MAX
}
