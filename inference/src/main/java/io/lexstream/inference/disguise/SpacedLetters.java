package io.lexstream.inference.disguise;

import io.lexstream.inference.tokens.Vocabulary;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins letters with spaces or marks between them: "s t u p i d", "s.t.u.p.i.d". */
final class SpacedLetters {

  private static final int MIN_LETTERS = 3;
  private static final int LONGEST_WORD = 20;

  /** Cost of an unknown word, and of each of its letters. */
  private static final double UNKNOWN = 12;

  private static final double UNKNOWN_LETTER = 6;

  private static final String LETTER = "[a-zA-Z0-9@$!|+]";

  /** Single letters with the same separator, with one or two blanks between words. */
  private static final Pattern SPACED =
      Pattern.compile(
          "(?<![^\\s])"
              + LETTER
              + "(?:(?:([ \\u00A0]|[.\\-_*,~/\u00B7])(?=\\S))"
              + LETTER
              + "(?![^\\s.\\-_*,~/\u00B7])){2,}+");

  private static final Pattern SPACED_HAN =
      Pattern.compile(
          "\\p{IsHan}(?:[\\s*_.\\-~|/\u00B7+]{1,2}\\p{IsHan}(?!\\p{IsHan})){2,}+"
              + "|\\p{IsHan}(?:[*_|~+]\\p{IsHan})++");

  private static final Pattern MARKS = Pattern.compile("[\\s.\\-_*,~/\u00B7|+]");

  private final Vocabulary vocabulary;
  private final PlainWord words;

  SpacedLetters(Vocabulary vocabulary, PlainWord words) {
    this.vocabulary = vocabulary;
    this.words = words;
  }

  /** Words of single letters that are separated by two blanks or more. */
  private static final Pattern WORD_BREAK = Pattern.compile("[ \\u00A0]{2,}");

  private static final Pattern SINGLE_CHARACTERS = Pattern.compile("\\S(?: \\S)*");
  private static final int MIN_SPACED_WORDS = 3;

  /** The text with joined letters; the same instance if there are none. */
  String join(String text) {
    if (!hasSpacedCharacters(text)) {
      return text;
    }
    String[] groups = WORD_BREAK.split(text);
    long spacedWords =
        Stream.of(groups)
            .filter(group -> group.length() > 1 && SINGLE_CHARACTERS.matcher(group).matches())
            .count();
    if (spacedWords >= MIN_SPACED_WORDS && spacedWords * 4 >= groups.length) {
      return Stream.of(groups)
          .map(group -> SINGLE_CHARACTERS.matcher(group).matches() ? group.replace(" ", "") : group)
          .collect(Collectors.joining(" "));
    }
    String joined =
        SPACED.matcher(text).replaceAll(run -> Matcher.quoteReplacement(join(run.group(), text)));
    return SPACED_HAN.matcher(joined).replaceAll(run -> MARKS.matcher(run.group()).replaceAll(""));
  }

  /** Whether there are three single characters in a row, or marks between Chinese characters. */
  private static boolean hasSpacedCharacters(String text) {
    int single = 0;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!isSeparator(text.charAt(i))) {
        length++;
      } else {
        if (i > 0 && isHan(text.charAt(i - 1))) {
          return true;
        }
        // Adjacent separators leave the count unchanged.
        single = length == 1 ? single + 1 : length == 0 ? single : 0;
        length = 0;
      }
      if (single >= MIN_LETTERS) {
        return true;
      }
    }
    return length == 1 && single >= MIN_LETTERS - 1;
  }

  private static boolean isSeparator(char c) {
    return c <= ' ' || ".-_*,~/|+\u00B7\u00A0".indexOf(c) >= 0;
  }

  private static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9FFF';
  }

  private String join(String run, String text) {
    var letters = new StringBuilder();
    for (int i = 0; i < run.length(); i += 2) {
      letters.append(run.charAt(i));
    }
    String word = letters.toString();
    boolean acronym = word.equals(word.toUpperCase(Locale.ROOT)) && word.length() <= 4;
    if (word.length() < MIN_LETTERS
        || acronym
        || word.chars().noneMatch(Character::isLetter)
        || word.chars().filter(Character::isDigit).count() * 2 > word.length()) {
      return run;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    String plain = words.of(lower, PlainWord.Evidence.STRONG).orElse(lower);
    return vocabulary.contains(plain) ? plain : segmented(plain);
  }

  /**
   * The most probable words in a row of letters, if the spaces between words are gone. The cost of
   * a known word is the logarithm of its rank (Zipf).
   */
  private String segmented(String letters) {
    int length = letters.length();
    var costs = new double[length + 1];
    var starts = new int[length + 1];
    double log = Math.log(vocabulary.size() + 1.0);
    for (int end = 1; end <= length; end++) {
      costs[end] = Double.POSITIVE_INFINITY;
      for (int start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
        double cost = costs[start] + cost(letters.substring(start, end), log);
        if (cost < costs[end]) {
          costs[end] = cost;
          starts[end] = start;
        }
      }
    }
    var words = new StringBuilder(letters);
    for (int end = length; end > 0; end = starts[end]) {
      if (starts[end] > 0) {
        words.insert(starts[end], ' ');
      }
    }
    return words.toString();
  }

  private double cost(String word, double log) {
    if (word.equals("a") || word.equals("i")) {
      return Math.log(10 * log);
    }
    int rank = vocabulary.rank(word);
    return rank < 0
        ? UNKNOWN + UNKNOWN_LETTER * word.length()
        : Math.log((rank + 1.0) * log) + (word.length() == 2 ? 3 : 0);
  }
}
