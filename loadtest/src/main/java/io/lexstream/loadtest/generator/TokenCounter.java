package io.lexstream.loadtest.generator;

/** Counts the tokens of a text, without special tokens and padding. */
@FunctionalInterface
public interface TokenCounter {

  int tokens(String text);
}
