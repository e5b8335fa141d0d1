package io.lexstream.inference.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;

/**
 * Decides which tokens of a text begin a word. Receives the tokens in order and keeps state, so
 * each text needs its own instance.
 */
sealed interface WordBoundaries permits MarkedContinuations, TextWords, TransformersWords {

  /** Whether the next token begins a word. */
  boolean startsWord(Token token);

  /**
   * A token.
   *
   * @param id vocabulary id
   * @param form form in the vocabulary
   * @param part number of the pre-token that contains it: tokenizers split a text, for example at
   *     white space, before they search for sub-words
   * @param start first code point
   * @param end code point after the last one
   */
  record Token(int id, String form, long part, int start, int end) {}

  /**
   * The rules of one tokenizer, for all texts.
   *
   * @param rule what counts as a word
   * @param continuationPrefix prefix of tokens that continue a word; empty if they are not marked
   * @param unknownId id of the token for unknown words, -1 if there is none
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
