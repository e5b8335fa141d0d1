package io.lexstream.loadtest.generator;

/** Counts the tokens of a text, special tokens and padding not included. */
@FunctionalInterface
public interface TokenCounter {

  int tokens(String text);
}
