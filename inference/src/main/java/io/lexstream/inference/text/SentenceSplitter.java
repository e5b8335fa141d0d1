package io.lexstream.inference.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import io.lexstream.inference.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Splits a text into sentences by the rules of Unicode (UAX #29) and the abbreviations ICU knows
 * for the language, so that "Dr. Smith" stays together, as do initials ("J. R. R. Tolkien") and
 * what follows letters with points ("U.S. Senate").
 *
 * <p>Thread safe. Cost is linear in the text.
 */
public final class SentenceSplitter {

  /** Titles before a name, which ICU's English list lacks. */
  private static final List<String> ENGLISH_TITLES =
      List.of("Dr.", "St.", "Gen.", "Sen.", "Gov.", "Messrs.");

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

  private final Map<String, BreakIterator> prototypes = new ConcurrentHashMap<>();

  /**
   * The sentences of a text in order, without white space around them; none for a blank text.
   *
   * @param language ISO 639-1 code; any other string means no known abbreviations
   */
  public List<Span> split(String text, CodePoints points, String language) {
    // Iterators have state, and cloning one is far cheaper than building it.
    String known = KNOWN.contains(language) ? language : OTHERS;
    BreakIterator breaks = prototypes.computeIfAbsent(known, SentenceSplitter::build).clone();
    breaks.setText(text);
    var sentences = new ArrayList<Span>();
    int unit = 0;
    int point = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (isBehindInitial(text, end, language)) {
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
    int wordEnd = place;
    while (wordEnd < text.length() && Character.isLetter(text.charAt(wordEnd))) {
      wordEnd++;
    }
    if (isInitial(text, wordEnd + 1)) {
      return true;
    }
    boolean english = language.equals("en");
    int earlier = withoutBlanks(text, end - 2);
    boolean inARow = earlier < end - 2 && isInitial(text, earlier);
    return (english || inARow)
        && Character.isUpperCase(text.charAt(place))
        && !(english && SENTENCE_STARTERS.contains(text.substring(place, wordEnd)));
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

  /** Iterators built so far. */
  int built() {
    return prototypes.size();
  }

  private static BreakIterator build(String language) {
    var locale = new ULocale(language);
    var filter = FilteredBreakIteratorBuilder.getInstance(locale);
    if (language.equals("en")) {
      ENGLISH_TITLES.forEach(filter::suppressBreakAfter);
    }
    return filter.wrapIteratorWithFilter(BreakIterator.getSentenceInstance(locale));
  }
}
