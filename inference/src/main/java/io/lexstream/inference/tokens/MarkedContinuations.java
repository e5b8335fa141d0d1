package io.lexstream.inference.tokens;

/** Words of a tokenizer that marks continuing tokens, as WordPiece does with {@code ##}. */
record MarkedContinuations(String prefix) implements WordBoundaries {

  @Override
  public boolean startsWord(Token token) {
    return !token.form().startsWith(prefix);
  }
}
