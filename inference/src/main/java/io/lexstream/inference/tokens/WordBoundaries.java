package io.lexstream.inference.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;

/**
 * Tells which tokens of a text begin a word. It is told of the tokens one after another, so there
 * is one for each text.
 */
sealed interface WordBoundaries permits MarkedContinuations, TextWords, TransformersWords {

  /** Whether the next token begins a word. */
  boolean startsWord(Token token);

  /**
   * A token.
   *
   * @param id vocabulary id
   * @param form its form in the vocabulary
   * @param part number of the part of the text it was made from: tokenizers split a text at white
   *     space and the like before they look for sub-words
   * @param start its first code point
   * @param end the code point after it
   */
  record Token(int id, String form, long part, int start, int end) {}

  /**
   * How to tell, for all texts of a tokenizer.
   *
   * @param rule what counts as a word
   * @param continuationPrefix begins tokens that continue a word; empty: not marked
   * @param unknownId id of the token for what the vocabulary lacks, -1 if there is none
   */
  record Rules(WordRule rule, String continuationPrefix, int unknownId) {

    /** The rules for a {@code tokenizer.json}. */
    static Rules of(JsonNode tokenizer, WordRule rule) {
      JsonNode model = tokenizer.path("model");
      int unknownId =
          model.has("unk_id")
              ? model.path("unk_id").asInt(-1)
              : model.path("vocab").path(model.path("unk_token").asText("")).asInt(-1);
      return new Rules(rule, model.path("continuing_subword_prefix").asText(""), unknownId);
    }

    WordBoundaries in(CodePoints text) {
      boolean marked = !continuationPrefix.isEmpty();
      return switch (rule) {
        case TEXT -> marked ? new MarkedContinuations(continuationPrefix) : new TextWords(text);
        case TRANSFORMERS -> new TransformersWords(text, marked, unknownId);
      };
    }
  }
}
