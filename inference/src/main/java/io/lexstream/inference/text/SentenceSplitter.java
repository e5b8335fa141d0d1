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
 * for the language, so that "Dr. Smith" stays together.
 *
 * <p>Thread safe. Cost is linear in the text.
 */
public final class SentenceSplitter {

  /** Titles before a name, which ICU's English list lacks. */
  private static final List<String> ENGLISH_TITLES =
      List.of("Dr.", "St.", "Gen.", "Sen.", "Gov.", "Messrs.");

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
