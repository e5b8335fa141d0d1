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
          "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her",
          "His", "How", "However", "I", "If", "In", "It", "Its", "My", "No", "Now", "On", "Our",
          "She", "So", "Some", "That", "The", "Their", "Then", "There", "These", "They", "This",
          "Those", "To", "We", "What", "When", "Why", "With", "Yes", "You");

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
      if (isBehindInitial(text, end)) {
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
   * Whether what stands before a place is one upper-case letter and a point, on the line on which a
   * capital goes on. A word that begins sentences more often than names speaks against it.
   */
  private static boolean isBehindInitial(String text, int place) {
    int end = place;
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    boolean initial =
        end >= 2
            && end < place
            && text.charAt(end - 1) == '.'
            && Character.isUpperCase(text.charAt(end - 2))
            && (end == 2 || !Character.isLetterOrDigit(text.charAt(end - 3)));
    if (!initial || place == text.length() || !Character.isUpperCase(text.charAt(place))) {
      return false;
    }
    int wordEnd = place;
    while (wordEnd < text.length() && Character.isLetter(text.charAt(wordEnd))) {
      wordEnd++;
    }
    return !SENTENCE_STARTERS.contains(text.substring(place, wordEnd));
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
