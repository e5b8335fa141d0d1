package io.lexstream.inference.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole lower-case words in the vocabulary of a tokenizer. Vocabularies of WordPiece, BPE and
 * Unigram list frequent words first, so the position of a word is its rank.
 *
 * <p>Immutable and thread safe.
 */
public final class Vocabulary {

  private static final int UNKNOWN = -1;
  private static final String WORD_PIECE_CONTINUATION = "##";
  private static final String WORD_STARTS = "\u0120\u2581";

  private final Map<String, Integer> ranks = new HashMap<>();

  private Vocabulary() {}

  /**
   * Reads the vocabulary in a {@code tokenizer.json}.
   *
   * @throws ModelPackageException if the file cannot be read
   */
  public static Vocabulary load(Path file) {
    try {
      JsonNode model = JsonMapper.builder().build().readTree(file.toFile()).path("model");
      boolean pieces = model.path("type").asText("").equals("WordPiece");
      var vocabulary = new Vocabulary();
      JsonNode entries = model.path("vocab");
      if (entries.isArray()) {
        for (int rank = 0; rank < entries.size(); rank++) {
          vocabulary.add(entries.get(rank).path(0).asText(), rank, pieces);
        }
      } else {
        entries
            .properties()
            .forEach(entry -> vocabulary.add(entry.getKey(), entry.getValue().asInt(), pieces));
      }
      return vocabulary;
    } catch (IOException e) {
      throw new ModelPackageException(
          "cannot read the vocabulary in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** A vocabulary of these words, most frequent first. */
  static Vocabulary of(String... words) {
    var vocabulary = new Vocabulary();
    for (int rank = 0; rank < words.length; rank++) {
      vocabulary.add(words[rank], rank, true);
    }
    return vocabulary;
  }

  private void add(String token, int rank, boolean pieces) {
    String word = token;
    if (pieces) {
      if (token.startsWith(WORD_PIECE_CONTINUATION)) {
        return;
      }
    } else if (!token.isEmpty() && WORD_STARTS.indexOf(token.charAt(0)) >= 0) {
      word = token.substring(1);
    } else {
      return;
    }
    if (word.length() >= 2 && word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
      ranks.merge(word, rank, Math::min);
    }
  }

  /** Whether a lower-case word is in the vocabulary. */
  public boolean contains(String word) {
    return ranks.containsKey(word);
  }

  /** The position of a word; -1 if it is not in the vocabulary. */
  public int rank(String word) {
    return ranks.getOrDefault(word, UNKNOWN);
  }

  /** Number of words. */
  public int size() {
    return ranks.size();
  }
}
