package io.lexstream.inference.tokens;

/** The tokenizer knows words, and marks tokens that continue one: WordPiece with {@code ##}. */
record MarkedContinuations(String prefix) implements WordBoundaries {

  @Override
  public boolean startsWord(Token token) {
    return !token.form().startsWith(prefix);
  }
}
