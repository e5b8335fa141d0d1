package io.lexstream.inference.heads;

import io.lexstream.inference.Span;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.Headline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Word centrality of sentences: the cosine between the word counts of a sentence and those of the
 * whole text (the centroid of Radev et al. 2004, with counts as weights). The words of a headline
 * have a higher weight (Edmundson 1969).
 *
 * <p>Words of fewer than four letters are ignored, because most are function words. In scripts
 * written without spaces, pairs of adjacent characters replace words.
 */
final class WordCentrality {

  private static final int MIN_LETTERS = 4;

  /** Additional weight of a headline's words, see {@code models/recipes/summaries.py}. */
  private static final int HEADLINE_WEIGHT = 4;

  private WordCentrality() {}

  /** The centrality of each sentence, in [0, 1]; 0 for a sentence without words. */
  static double[] of(CodePoints text, List<Span> sentences) {
    var counts = sentences.stream().map(span -> counted(words(text.slice(span)))).toList();
    Map<String, Integer> all = new HashMap<>();
    // Identical sentences, such as picture credits, count once.
    counts.stream().distinct().forEach(sentence -> add(sentence, 1, all));
    counts
        .subList(0, Headline.sentences(text, sentences))
        .forEach(sentence -> add(sentence, HEADLINE_WEIGHT, all));
    double length = length(all);
    return counts.stream().mapToDouble(sentence -> cosine(sentence, all, length)).toArray();
  }

  private static void add(Map<String, Integer> counts, int times, Map<String, Integer> sum) {
    counts.forEach((word, count) -> sum.merge(word, times * count, Integer::sum));
  }

  private static double cosine(Map<String, Integer> sentence, Map<String, Integer> all, double of) {
    if (sentence.isEmpty()) {
      return 0;
    }
    double dot = 0;
    for (var entry : sentence.entrySet()) {
      dot += (double) entry.getValue() * all.get(entry.getKey());
    }
    return Math.min(1, dot / (of * length(sentence)));
  }

  private static double length(Map<String, Integer> counts) {
    return Math.sqrt(counts.values().stream().mapToDouble(c -> (double) c * c).sum());
  }

  private static Map<String, Integer> counted(List<String> words) {
    Map<String, Integer> counts = new HashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  static List<String> words(String sentence) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    int before = -1;
    for (int point : sentence.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      boolean character = writtenWithoutSpaces(point);
      if (character && before >= 0) {
        words.add(Character.toString(before) + Character.toString(point));
      }
      before = character ? point : -1;
      if (!character && isPartOfWord(point)) {
        word.appendCodePoint(point);
      } else {
        finish(word, words);
      }
    }
    finish(word, words);
    return words;
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (word.codePointCount(0, word.length()) >= MIN_LETTERS) {
      words.add(word.toString());
    }
    word.setLength(0);
  }

  /** Whether it is a letter, a digit or a combining mark, which is a vowel in many scripts. */
  static boolean isPartOfWord(int point) {
    int type = Character.getType(point);
    return Character.isLetterOrDigit(point)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  static boolean writtenWithoutSpaces(int point) {
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
