package io.lexstream.inference.tokens;

import io.lexstream.inference.text.CodePoints;

/**
 * Words exactly as {@code TokenClassificationPipeline.gather_pre_entities} of Transformers finds
 * them. If the tokenizer marks continuations, a token continues a word if its form and the text
 * that it covers differ in length. Otherwise a token continues a word if no space precedes it.
 */
record TransformersWords(CodePoints text, boolean marked, int unknownId) implements WordBoundaries {

  @Override
  public boolean startsWord(Token token) {
    if (token.id() == unknownId) {
      return true;
    }
    if (marked) {
      return token.form().codePointCount(0, token.form().length()) == token.end() - token.start();
    }
    return token.start() == 0 || space(token.start() - 1) || space(token.start());
  }

  private boolean space(int index) {
    return index < text.length() && text.at(index) == ' ';
  }
}
