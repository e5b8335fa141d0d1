package io.lexstream.inference.disguise;

import io.lexstream.inference.tokens.Vocabulary;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the word that a disguised word stands for: digits and symbols for letters ("sh1t"), masked
 * letters ("sh*t"), stretched, doubled or swapped letters, and a missing vowel. Most forms count
 * only if they give a word of the vocabulary.
 */
final class PlainWord {

  private static final int MAX_LENGTH = 24;
  private static final int MAX_CANDIDATES = 64;
  private static final String VOWELS = "aeiou";

  /** An ordinal or a decade, such as "1st" and "90s". */
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:st|nd|rd|th|s|am|pm|k|m|h)");

  /** How likely it is that the writer disguises words. */
  enum Evidence {
    /** In a long text, doubled and swapped letters are more likely mistakes. */
    NONE,
    /** Only clear forms count. */
    WEAK,
    /** Many words of the text are disguised: doubtful forms count too. */
    STRONG
  }

  private final Vocabulary vocabulary;

  PlainWord(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Whether a part of a text is a word of the vocabulary, or in a script without one. */
  boolean isKnown(String text, int start, int end) {
    boolean lower = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c > 0x7F && c != '\u20AC' && c != '\u00A3') {
        return true;
      }
      lower &= c >= 'a' && c <= 'z';
    }
    String word = text.substring(start, end);
    return vocabulary.contains(lower ? word : word.toLowerCase(Locale.ROOT));
  }

  /** Whether a word in lower case is not in the vocabulary. */
  boolean isUnknown(String written) {
    return written.length() >= 3
        && written.chars().allMatch(c -> c >= 'a' && c <= 'z')
        && !vocabulary.contains(written);
  }

  /** The word that a word without surrounding punctuation stands for, if it is disguised. */
  Optional<String> of(String written, Evidence evidence) {
    boolean strong = evidence == Evidence.STRONG;
    String word = written.toLowerCase(Locale.ROOT);
    if (word.length() == 1) {
      return strong ? Optional.of(word.equals("4") ? "a" : "i") : Optional.empty();
    }
    if (word.length() > MAX_LENGTH || vocabulary.contains(word)) {
      return Optional.empty();
    }
    boolean onlyLetters = true;
    boolean onlyDigits = true;
    boolean masked = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      onlyLetters &= letter || c == '\'';
      onlyDigits &= !letter;
      masked |= c == '*' || c == '#';
      if (!letter && meanings(c).isEmpty() && c != '*' && c != '#' && c != '\'') {
        return Optional.empty();
      }
    }
    if (onlyDigits) {
      return strong && word.length() <= 4 ? mostFrequent(readings(word)) : Optional.empty();
    }
    if (onlyLetters) {
      return fromLetters(written, word, evidence);
    }
    if (masked) {
      return unmasked(word);
    }
    return strong || !NUMBER.matcher(word).matches() ? fromSymbols(word, strong) : Optional.empty();
  }

  /** The letters that a digit or a symbol can stand for. */
  private static String meanings(char c) {
    return switch (c) {
      case '0' -> "o";
      case '1' -> "il";
      case '3' -> "e";
      case '4' -> "a";
      case '5' -> "s";
      case '7' -> "t";
      case '8' -> "b";
      case '9' -> "g";
      case '@' -> "a";
      case '$' -> "s";
      case '!' -> "i";
      case '|' -> "il";
      case '+' -> "t";
      case '\u20AC' -> "e";
      case '\u00A3' -> "l";
      default -> "";
    };
  }

  private Optional<String> fromSymbols(String word, boolean strong) {
    if (word.length() < 3 && !strong) {
      return Optional.empty();
    }
    Set<String> readings = readings(word);
    Optional<String> known = mostFrequent(readings);
    if (known.isPresent()) {
      return known;
    }
    if (word.charAt(0) == '@') {
      return Optional.empty(); // a handle
    }
    // An unknown word, such as an insult. Otherwise it can be a code.
    return strong || (isMostlyLetters(word) && hasOnlyInnerSymbols(word))
        ? readings.stream().findFirst()
        : Optional.empty();
  }

  private static boolean isMostlyLetters(String word) {
    long symbols = word.chars().filter(c -> c < 'a' || c > 'z').count();
    return symbols >= 2 && word.length() >= 2 * symbols + 2;
  }

  private static boolean hasOnlyInnerSymbols(String word) {
    return Character.isLetter(word.charAt(0)) && Character.isLetter(word.charAt(word.length() - 1));
  }

  /** The words that a word with symbols can stand for. */
  private static Set<String> readings(String word) {
    Set<String> readings = Set.of("");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      String letters = meanings(c).isEmpty() ? String.valueOf(c) : meanings(c);
      var longer = new LinkedHashSet<String>();
      for (String reading : readings) {
        for (int k = 0; k < letters.length() && longer.size() < MAX_CANDIDATES; k++) {
          longer.add(reading + letters.charAt(k));
        }
      }
      readings = longer;
    }
    return readings;
  }

  private Optional<String> unmasked(String word) {
    int mask = -1;
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) == '*' || word.charAt(i) == '#') {
        if (i == 0 || i == word.length() - 1 || (mask >= 0 && mask != i - 1)) {
          return Optional.empty();
        }
        mask = i;
      } else if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return Optional.empty();
      }
    }
    String before = word.substring(0, Math.max(0, first(word)));
    String after = word.substring(mask + 1);
    int masked = mask + 1 - first(word);
    var candidates = new LinkedHashSet<String>();
    for (char one = 'a'; one <= 'z' && masked <= 2; one++) {
      if (masked == 1) {
        candidates.add(before + one + after);
        continue;
      }
      for (char two = 'a'; two <= 'z'; two++) {
        candidates.add(before + one + two + after);
      }
    }
    return mostFrequent(candidates);
  }

  private static int first(String word) {
    int at = 0;
    while (word.charAt(at) != '*' && word.charAt(at) != '#') {
      at++;
    }
    return at;
  }

  private Optional<String> fromLetters(String written, String word, Evidence evidence) {
    boolean strong = evidence == Evidence.STRONG;
    boolean capitals = written.equals(upper(written));
    if (capitals && word.length() <= 4 && !strong) {
      return Optional.empty(); // an acronym
    }
    String shortened = withoutStretches(word);
    if (!shortened.equals(word)) {
      Optional<String> known = mostFrequent(withSingleLetters(shortened));
      return known.isPresent() ? known : Optional.of(shortened);
    }
    if (evidence == Evidence.NONE) {
      return Optional.empty();
    }
    boolean name = Character.isUpperCase(written.charAt(0)) && !capitals;
    if ((name && !strong) || word.length() < 4 - (strong ? 1 : 0)) {
      return Optional.empty();
    }
    Optional<String> single = mostFrequent(withSingleLetters(word));
    if (single.isPresent()) {
      return single;
    }
    Optional<String> swapped = mostFrequent(swapped(word));
    return swapped.isPresent() || !strong ? swapped : mostFrequent(completed(word));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** At most two equal letters in a row. */
  private static String withoutStretches(String word) {
    var shortened = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean third = i >= 2 && word.charAt(i - 1) == c && word.charAt(i - 2) == c;
      if (!third) {
        shortened.append(c);
      }
    }
    return shortened.toString();
  }

  /** The word itself, with each double letter single, and with all of them single. */
  private static Set<String> withSingleLetters(String word) {
    var candidates = new LinkedHashSet<String>();
    candidates.add(word);
    var all = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      if (i > 0 && word.charAt(i) == word.charAt(i - 1)) {
        candidates.add(word.substring(0, i) + word.substring(i + 1));
      } else {
        all.append(word.charAt(i));
      }
    }
    candidates.add(all.toString());
    return candidates;
  }

  private static Set<String> swapped(String word) {
    var candidates = new LinkedHashSet<String>();
    for (int i = 0; i + 1 < word.length(); i++) {
      if (word.charAt(i) != word.charAt(i + 1)) {
        candidates.add(
            word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2));
      }
    }
    boolean hasVowel = VOWELS.chars().anyMatch(vowel -> word.indexOf(vowel) >= 0);
    if (!hasVowel) {
      candidates.addAll(withInserted(word, VOWELS));
    }
    return candidates;
  }

  private static Set<String> completed(String word) {
    return withInserted(word, "abcdefghijklmnopqrstuvwxyz");
  }

  /** The word with one more letter between two of its letters. */
  private static Set<String> withInserted(String word, String letters) {
    var candidates = new LinkedHashSet<String>();
    for (int i = 1; i < word.length(); i++) {
      for (char letter : letters.toCharArray()) {
        candidates.add(word.substring(0, i) + letter + word.substring(i));
      }
    }
    return candidates;
  }

  private Optional<String> mostFrequent(Set<String> candidates) {
    return candidates.stream()
        .filter(vocabulary::contains)
        .min(java.util.Comparator.comparingInt(vocabulary::rank));
  }
}
