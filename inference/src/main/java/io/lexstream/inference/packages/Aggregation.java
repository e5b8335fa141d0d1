package io.lexstream.inference.packages;

/** How the scores of a word's sub-words become the word's; named as in Transformers' pipelines. */
public enum Aggregation {
  /** The first sub-word speaks for the word. */
  FIRST,
  /** The mean of the sub-words' scores. */
  AVERAGE,
  /** The sub-word with the highest score of all speaks for the word. */
  MAX
}
