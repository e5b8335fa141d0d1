package io.lexstream.inference.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole lower-case words in the vocabulary of a tokenizer. Vocabularies of WordPiece, BPE and
 * Unigram list frequent words first, so the position of a word is its rank.
 *
 * <p>Immutable and thread safe.
 */
public final class Vocabulary {

  private static final int UNKNOWN = -1;

  /** Rank after that of all words. */
  private static final int STEMS = 1_000_000;

  private static final int MIN_STEM = 4;
  private static final List<String> ENDINGS =
      List.of("s", "es", "d", "ed", "ing", "er", "ers", "ly");
  private static final String WORD_PIECE_CONTINUATION = "##";
  private static final String WORD_STARTS = "\u0120\u2581";

  private final Map<String, Integer> ranks = new HashMap<>();

  /** The last letters of {@link #ENDINGS}. */
  private static final String LAST_LETTERS = "sdgry";

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

  /** Whether a lower-case word, or its stem with a common English ending, is in the vocabulary. */
  public boolean contains(String word) {
    return rank(word) != UNKNOWN;
  }

  /** The position of a word, after all words for a stem with an ending; -1 if it is unknown. */
  public int rank(String word) {
    Integer rank = ranks.get(word);
    if (rank != null) {
      return rank;
    }
    if (word.length() <= MIN_STEM || LAST_LETTERS.indexOf(word.charAt(word.length() - 1)) < 0) {
      return UNKNOWN;
    }
    for (String ending : ENDINGS) {
      if (word.length() >= MIN_STEM + ending.length() && word.endsWith(ending)) {
        Integer stem = ranks.get(word.substring(0, word.length() - ending.length()));
        if (stem != null) {
          return STEMS + stem;
        }
      }
    }
    boolean ofY = word.endsWith("ies") || word.endsWith("ied");
    if (ofY) {
      Integer stem = ranks.get(word.substring(0, word.length() - 3) + "y");
      return stem == null ? UNKNOWN : STEMS + stem;
    }
    return UNKNOWN;
  }

  /** Number of words. */
  public int size() {
    return ranks.size();
  }
}
