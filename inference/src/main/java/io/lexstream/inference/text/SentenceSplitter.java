package io.lexstream.inference.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import io.lexstream.inference.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Splits a text into sentences by the rules of Unicode (UAX #29) and the abbreviations ICU knows
 * for the language, so that "Dr. Smith" stays together. Beyond those rules stay together: initials
 * ("J. R. R. Tolkien") and what follows letters with points ("U.S. Senate"), the number of an item
 * and the item ("1. Open the box"), a citation ("Le et al. (2018)"), a web address, and what goes
 * on in lower case behind a quotation ("It works!" he wrote).
 *
 * <p>Thread safe. Cost is linear in the text.
 */
public final class SentenceSplitter {

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

  /** Languages with iterators of their own: a bound on how many callers can have built. */
  private static final Set<String> KNOWN =
      Arrays.stream(BreakIterator.getAvailableULocales())
          .map(ULocale::getLanguage)
          .collect(Collectors.toUnmodifiableSet());

  private static final String OTHERS = "";

  /** Where ICU keeps its rules of breaks, and in it the abbreviations of a language. */
  private static final String ICU_BREAKS = "com/ibm/icu/impl/data/icudata/brkitr";

  private static final int LETTER_AND_POINT = 2;
  private static final int LONGEST_ABBREVIATION = 16;
  private static final int LONGEST_ADDRESS = 256;
  private static final int LONGEST_NUMBER = 8;

  /**
   * What is known of a language.
   *
   * @param breaks to be cloned: an iterator has state, and building one takes long
   */
  private record Rules(BreakIterator breaks, Set<String> abbreviations) {}

  private final Map<String, Rules> rules = new ConcurrentHashMap<>();

  /**
   * The sentences of a text in order, without white space around them; none for a blank text.
   *
   * @param language ISO 639-1 code; any other string means no known abbreviations
   */
  public List<Span> split(String text, CodePoints points, String language) {
    String known = KNOWN.contains(language) ? language : OTHERS;
    Rules of = rules.computeIfAbsent(known, SentenceSplitter::rules);
    BreakIterator breaks = of.breaks().clone();
    breaks.setText(text);
    var sentences = new ArrayList<Span>();
    int unit = 0;
    int point = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (isBehindInitial(text, end, language)
          || isBehindAbbreviation(text, unit, end, language, of.abbreviations())
          || goesOn(text, unit, end)) {
        continue;
      }
      int endPoint = point + Character.codePointCount(text, unit, end);
      Span sentence = points.trimmed(point, endPoint);
      if (sentence.length() > 0) {
        sentences.add(sentence);
      }
      unit = end;
      point = endPoint;
    }
    return sentences;
  }

  /**
   * Whether the words around a place go on with one another behind an initial: "J. R. Tolkien",
   * "U.S. Senate". A row of initials is one name. Behind a single one, in English, so is any
   * capital but that of a word that begins sentences more often than it follows an initial; what
   * words those are in other languages is not known here.
   */
  private static boolean isBehindInitial(String text, int place, String language) {
    int end = withoutBlanks(text, place);
    if (end == place || place == text.length() || !isInitial(text, end)) {
      return false;
    }
    if (isInitial(text, wordEnd(text, place) + 1)) {
      return true;
    }
    int earlier = withoutBlanks(text, end - 2);
    boolean inARow = earlier < end - 2 && isInitial(text, earlier);
    return (language.equals("en") || inARow)
        && Character.isUpperCase(text.charAt(place))
        && !beginsSentence(text, place, language);
  }

  private static boolean beginsSentence(String text, int place, String language) {
    return language.equals("en")
        && SENTENCE_STARTERS.contains(text.substring(place, wordEnd(text, place)));
  }

  private static int wordEnd(String text, int place) {
    int end = place;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * Whether the word before a place, in a sentence from {@code begin} on, is an abbreviation. One
   * with points inside, as "U.S." and "p.m.", may end a sentence as well.
   */
  private static boolean isBehindAbbreviation(
      String text, int begin, int place, String language, Set<String> abbreviations) {
    int end = withoutBlanks(text, place);
    if (end == begin || text.charAt(end - 1) != '.') {
      return false;
    }
    int least = Math.max(begin, end - LONGEST_ABBREVIATION);
    int from = end;
    while (from > least && !CodePoints.blank(text.charAt(from - 1))) {
      from--;
    }
    while (from < end && !Character.isLetter(text.charAt(from))) {
      from++;
    }
    var word = text.substring(from, end);
    return abbreviations.contains(word)
        && (word.indexOf('.') == word.length() - 1 || !beginsSentence(text, place, language));
  }

  /** Whether what begins at {@code begin} goes on at a place, in any language. */
  private static boolean goesOn(String text, int begin, int place) {
    int end = withoutBlanks(text, place);
    if (place == text.length() || end == begin || isLineEnd(text.charAt(end - 1))) {
      return false;
    }
    char next = text.charAt(place);
    return isNumberOfItem(text, begin, end)
        || (end == place ? isInWebAddress(text, place) : isBehindLatin(text, end, next))
        || (Character.isLowerCase(next) && isClosing(text.charAt(end - 1)));
  }

  private static boolean isLineEnd(char last) {
    return last == '\n' || last == '\r' || last == '\u2028' || last == '\u2029' || last == '\u0085';
  }

  /** Whether all there is up to a place is up to three digits and a point, or signs before them. */
  private static boolean isNumberOfItem(String text, int begin, int end) {
    int at = end - 1;
    while (at > begin && at > end - 4 && Character.isDigit(text.charAt(at - 1))) {
      at--;
    }
    if (text.charAt(end - 1) != '.' || at == end - 1 || at - begin > LONGEST_NUMBER) {
      return false;
    }
    return text.substring(begin, at).codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static boolean isInWebAddress(String text, int place) {
    int least = Math.max(0, place - LONGEST_ADDRESS);
    int from = place;
    while (from > least && !CodePoints.blank(text.charAt(from - 1))) {
      from--;
    }
    var before = text.substring(from, place);
    return !CodePoints.blank(text.charAt(place))
        && (before.contains("://") || before.startsWith("www."));
  }

  /** Whether "et al." ends there and what was cited follows, or "e.g." or "i.e.". */
  private static boolean isBehindLatin(String text, int end, char next) {
    boolean cited = next == '(' || next == '[' || Character.isDigit(next);
    return cited && endsWith(text, end, "et al.")
        || endsWith(text, end, "e.g.")
        || endsWith(text, end, "i.e.");
  }

  private static boolean endsWith(String text, int end, String word) {
    int start = end - word.length();
    return text.startsWith(word, start)
        && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
  }

  private static boolean isClosing(char last) {
    return switch (Character.getType(last)) {
      case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
      default -> last == '"' || last == '\'';
    };
  }

  private static int withoutBlanks(String text, int end) {
    int at = end;
    while (at > 0 && Character.getType(text.charAt(at - 1)) == Character.SPACE_SEPARATOR) {
      at--;
    }
    return at;
  }

  /** Whether one upper-case letter and a point end there. */
  private static boolean isInitial(String text, int end) {
    return end >= 2
        && end <= text.length()
        && text.charAt(end - 1) == '.'
        && Character.isUpperCase(text.charAt(end - 2))
        && (end == 2 || !Character.isLetterOrDigit(text.charAt(end - 3)));
  }

  /** Languages whose rules were built so far. */
  int built() {
    return rules.size();
  }

  private static Rules rules(String language) {
    var locale = new ULocale(language);
    var abbreviations = new HashSet<>(icuAbbreviations(locale));
    abbreviations.removeIf(word -> word.length() == LETTER_AND_POINT); // initials have their rule
    if (language.equals("en")) {
      abbreviations.addAll(ENGLISH_ABBREVIATIONS);
    }
    return new Rules(BreakIterator.getSentenceInstance(locale), Set.copyOf(abbreviations));
  }

  /**
   * ICU's own filter of breaks takes "T." for an abbreviation in "BERT." and "pp." in "app.", so
   * only its list is used.
   */
  private static List<String> icuAbbreviations(ULocale locale) {
    try {
      return List.of(
          UResourceBundle.getBundleInstance(ICU_BREAKS, locale)
              .get("exceptions")
              .get("SentenceBreak")
              .getStringArray());
    } catch (MissingResourceException none) {
      return List.of();
    }
  }
}
