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
 * Splits a text into sentences with the rules of Unicode (UAX #29) and the exceptions in {@link
 * BreakSuppressions}.
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
   * The sentences of a text in order, without surrounding blanks; empty for a blank text.
   *
   * @param points the code points of {@code text}
   * @param language ISO 639-1 code; for an unknown code no abbreviations are known
   */
  public List<Span> split(String text, CodePoints points, String language) {
    String known = KNOWN.contains(language) ? language : OTHERS;
    Rules rules = languages.computeIfAbsent(known, Rules::of);
    BreakIterator breaks = rules.breaks().clone();
    breaks.setText(text);
    var sentences = new ArrayList<Span>();
    int unit = 0;
    int point = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (rules.suppressions().suppresses(text, unit, end)) {
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

  /** Number of languages whose rules have been built. */
  int builtRules() {
    return languages.size();
  }
}
