package io.lexstream.inference.text;

import com.ibm.icu.text.BreakIterator;
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
 * Splits a text into sentences with the rules of Unicode (UAX #29). {@link BreakSuppressions} and
 * {@link Enclosures} name places where a sentence does not end. {@link LongSentences} divides
 * sentences without stops.
 *
 * <p>Thread safe. Cost is linear in the length of the text.
 */
public final class SentenceSplitter {

  /** Languages that ICU has rules for. Others share one iterator, so memory stays bounded. */
  private static final Set<String> KNOWN =
      Arrays.stream(BreakIterator.getAvailableULocales())
          .map(ULocale::getLanguage)
          .collect(Collectors.toUnmodifiableSet());

  private static final String OTHERS = "";

  /**
   * The rules of one language.
   *
   * @param breaks prototype iterator: callers clone it, because it has state and is slow to build
   */
  private record Rules(BreakIterator breaks, BreakSuppressions suppressions) {

    static Rules of(String language) {
      var locale = new ULocale(language);
      return new Rules(BreakIterator.getSentenceInstance(locale), BreakSuppressions.of(locale));
    }
  }

  private final Map<String, Rules> languages = new ConcurrentHashMap<>();

  /**
   * The sentences of a text in order, without surrounding blanks; empty for a blank text. HTML
   * character references count as the characters that they stand for.
   *
   * @param points the code points of {@code text}
   * @param language ISO 639-1 code; for an unknown code no abbreviations are known
   */
  public List<Span> split(String text, CodePoints points, String language) {
    var decoded = DecodedText.of(points);
    if (decoded.isOriginal()) {
      return splitDecoded(text, points, language);
    }
    String view = decoded.points().slice(0, decoded.points().length());
    return splitDecoded(view, decoded.points(), language).stream()
        .map(decoded::toOriginal)
        .toList();
  }

  private List<Span> splitDecoded(String original, CodePoints points, String language) {
    String text = InformalStops.rewrite(original);
    String known = KNOWN.contains(language) ? language : OTHERS;
    Rules rules = languages.computeIfAbsent(known, Rules::of);
    BreakIterator breaks = rules.breaks().clone();
    breaks.setText(text);
    var enclosures = Enclosures.of(text);
    var ends = new ArrayList<Integer>();
    int begin = 0;
    for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
      int end = enclosures.beforeOpening(text, begin, next);
      if (!enclosures.contains(end)
          && !rules.suppressions().suppresses(text, enclosures, begin, end)) {
        ends.add(end);
        begin = end;
      }
    }
    return spans(original, points, new LongSentences(text, enclosures).divide(ends));
  }

  /** The sentences between ends in UTF-16 units, without surrounding blanks. */
  private static List<Span> spans(String text, CodePoints points, List<Integer> ends) {
    var sentences = new ArrayList<Span>(ends.size());
    int unit = 0;
    int point = 0;
    for (int end : ends) {
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

  /** Number of languages whose rules have been built. */
  int builtRules() {
    return languages.size();
  }
}
