package io.lexstream.inference.text;

import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import java.util.HashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;

/**
 * Tells where a sentence goes on although the rules of Unicode (UAX #29) break it: behind an
 * abbreviation ("Dr. Smith"), initials ("J. R. R. Tolkien") and letters with points ("U.S.
 * Senate"), the number of an item ("1. Open the box"), in a citation ("Le et al. (2018)") and a web
 * address, and in lower case behind a quotation ("It works!" he wrote).
 *
 * <p>ICU can filter breaks by abbreviations, but takes "T." for one in "BERT." and "pp." in "app.",
 * so only its lists are used. Thread safe.
 */
final class SentenceJoints {

  /** Where ICU keeps what it knows of breaks, and in it the abbreviations of a language. */
  private static final String ICU_BREAKS = "com/ibm/icu/impl/data/icudata/brkitr";

  /** Titles before a name and other abbreviations, which ICU's English list lacks. */
  private static final List<String> ENGLISH_ABBREVIATIONS =
      List.of("Dr.", "St.", "Ft.", "Gen.", "Lt.", "Sen.", "Gov.", "Messrs.", "Attn.");

  /** English words that begin a sentence far more often than they follow a name's initial. */
  private static final Set<String> SENTENCE_STARTERS =
      Set.of(
          ("A After All Although An And As At But By During For From Great He Her His How However I"
                  + " If In It Its Mr Mrs Ms My No Nobody Not Now On Our Please She Since So Some"
                  + " That The Their Then There These They This Those To We What When While Who"
                  + " Why With Yes You")
              .split(" "));

  // Bounds on how far back is looked, so that cost stays linear in the text.
  private static final int LONGEST_ABBREVIATION = 16;
  private static final int LONGEST_ADDRESS = 256;
  private static final int LONGEST_NUMBER = 8;

  private final boolean english;
  private final Set<String> abbreviations;

  private SentenceJoints(boolean english, Set<String> abbreviations) {
    this.english = english;
    this.abbreviations = abbreviations;
  }

  /** Those of a language. */
  static SentenceJoints of(ULocale locale) {
    boolean english = locale.getLanguage().equals("en");
    var abbreviations = new HashSet<>(icuAbbreviations(locale));
    if (english) {
      abbreviations.removeIf(word -> word.length() == 2); // a letter and a point: an initial
      abbreviations.addAll(ENGLISH_ABBREVIATIONS);
    }
    return new SentenceJoints(english, Set.copyOf(abbreviations));
  }

  private static List<String> icuAbbreviations(ULocale locale) {
    try {
      var breaks = UResourceBundle.getBundleInstance(ICU_BREAKS, locale);
      boolean own = breaks.getULocale().getLanguage().equals(locale.getLanguage());
      // For a language without rules of its own ICU gives those of the machine's.
      return own
          ? List.of(breaks.get("exceptions").get("SentenceBreak").getStringArray())
          : List.of();
    } catch (MissingResourceException none) {
      return List.of();
    }
  }

  /** Whether the sentence that begins at {@code begin} goes on at a place, both in UTF-16 units. */
  boolean goesOn(String text, int begin, int place) {
    int end = withoutBlanks(text, place);
    if (place == text.length() || end == begin || isLineEnd(text.charAt(end - 1))) {
      return false;
    }
    return end == place
        ? isInWebAddress(text, place)
        : isBehindInitial(text, end, place)
            || isBehindAbbreviation(text, begin, end, place)
            || isBehindLatin(text, end, place)
            || isBehindNumberOfItem(text, begin, end)
            || isBehindQuotation(text, end, place);
  }

  /**
   * Whether the words around a place go on with one another behind an initial: "J. R. Tolkien",
   * "U.S. Senate". A row of initials is one name. Behind a single one, in English, so is any
   * capital but that of a word that begins sentences more often than it follows an initial; what
   * words those are in other languages is not known here.
   */
  private boolean isBehindInitial(String text, int end, int place) {
    if (!isInitial(text, end)) {
      return false;
    }
    if (isInitial(text, wordEnd(text, place) + 1)) {
      return true;
    }
    int earlier = withoutBlanks(text, end - 2);
    boolean inARow = earlier < end - 2 && isInitial(text, earlier);
    return (english || inARow)
        && Character.isUpperCase(text.charAt(place))
        && !beginsSentence(text, place);
  }

  /**
   * Whether the word before a place is an abbreviation. One with points inside, as "U.S." and
   * "p.m.", may end a sentence as well.
   */
  private boolean isBehindAbbreviation(String text, int begin, int end, int place) {
    if (text.charAt(end - 1) != '.') {
      return false;
    }
    int from = wordStart(text, Math.max(begin, end - LONGEST_ABBREVIATION), end);
    while (from < end && !Character.isLetter(text.charAt(from))) {
      from++;
    }
    var word = text.substring(from, end);
    return abbreviations.contains(word)
        && (word.indexOf('.') == word.length() - 1 || !beginsSentence(text, place));
  }

  private boolean beginsSentence(String text, int place) {
    return english && SENTENCE_STARTERS.contains(text.substring(place, wordEnd(text, place)));
  }

  /** Whether "et al." ends there and what was cited follows, or "e.g." or "i.e.". */
  private static boolean isBehindLatin(String text, int end, int place) {
    char next = text.charAt(place);
    boolean cited = next == '(' || next == '[' || Character.isDigit(next);
    return (cited && endsWith(text, end, "et al."))
        || endsWith(text, end, "e.g.")
        || endsWith(text, end, "i.e.");
  }

  /** Whether all there is so far is up to three digits and a point, or signs before them. */
  private static boolean isBehindNumberOfItem(String text, int begin, int end) {
    int point = end - 1;
    int from = point;
    while (from > begin && from > point - 3 && Character.isDigit(text.charAt(from - 1))) {
      from--;
    }
    return text.charAt(point) == '.'
        && from < point
        && from - begin <= LONGEST_NUMBER
        && text.substring(begin, from).codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static boolean isBehindQuotation(String text, int end, int place) {
    char last = text.charAt(end - 1);
    return Character.isLowerCase(text.charAt(place))
        && switch (Character.getType(last)) {
          case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
          default -> last == '"' || last == '\'';
        };
  }

  private static boolean isInWebAddress(String text, int place) {
    if (CodePoints.blank(text.charAt(place))) {
      return false;
    }
    int from = wordStart(text, Math.max(0, place - LONGEST_ADDRESS), place);
    var before = text.substring(from, place);
    return before.contains("://") || before.startsWith("www.");
  }

  private static boolean isLineEnd(char last) {
    return last == '\n' || last == '\r' || last == '\u2028' || last == '\u2029' || last == '\u0085';
  }

  private static int withoutBlanks(String text, int end) {
    int at = end;
    while (at > 0 && Character.getType(text.charAt(at - 1)) == Character.SPACE_SEPARATOR) {
      at--;
    }
    return at;
  }

  /** Where what is written without a space up to {@code end} begins. */
  private static int wordStart(String text, int least, int end) {
    int from = end;
    while (from > least && !CodePoints.blank(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private static int wordEnd(String text, int place) {
    int end = place;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean endsWith(String text, int end, String word) {
    int start = end - word.length();
    return text.startsWith(word, start)
        && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
  }

  /** Whether one upper-case letter and a point end there. */
  private static boolean isInitial(String text, int end) {
    return end >= 2
        && end <= text.length()
        && text.charAt(end - 1) == '.'
        && Character.isUpperCase(text.charAt(end - 2))
        && (end == 2 || !Character.isLetterOrDigit(text.charAt(end - 3)));
  }
}
