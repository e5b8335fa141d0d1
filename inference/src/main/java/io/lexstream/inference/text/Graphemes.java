package io.lexstream.inference.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.GraphemeClusterBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import io.lexstream.inference.Span;

/**
 * Boundaries of grapheme clusters (UAX #29): what a reader sees as one character, such as a letter
 * and its combining marks.
 */
public final class Graphemes {

  /** Code points below this one always start a cluster, except LF after CR. */
  private static final int FIRST_COMBINING_MARK = 0x300;

  private static final int CONTEXT = 16;

  private Graphemes() {}

  /** The smallest span that contains a span and cuts no cluster. */
  public static Span expand(CodePoints text, Span span) {
    int start = span.start();
    while (!isBoundary(text, start)) {
      start--;
    }
    int end = span.end();
    while (!isBoundary(text, end)) {
      end++;
    }
    return start == span.start() && end == span.end() ? span : new Span(start, end);
  }

  private static boolean isBoundary(CodePoints text, int index) {
    if (index == 0 || index == text.length()) {
      return true;
    }
    int next = text.at(index);
    if (next < FIRST_COMBINING_MARK) {
      return true;
    }
    int previous = text.at(index - 1);
    return switch (kind(next)) {
      case GraphemeClusterBreak.EXTEND,
          GraphemeClusterBreak.SPACING_MARK,
          GraphemeClusterBreak.ZWJ ->
          CodePoints.blank(previous);
      case GraphemeClusterBreak.OTHER ->
          switch (kind(previous)) {
            case GraphemeClusterBreak.PREPEND, GraphemeClusterBreak.ZWJ ->
                isBoundaryInContext(text, index);
            default -> true;
          };
      default -> isBoundaryInContext(text, index);
    };
  }

  /** For Hangul syllables, emoji sequences and flags, which depend on several code points. */
  private static boolean isBoundaryInContext(CodePoints text, int index) {
    int from = Math.max(0, index - CONTEXT);
    String context = text.slice(from, index + 1);
    BreakIterator clusters = BreakIterator.getCharacterInstance();
    clusters.setText(context);
    return clusters.isBoundary(context.offsetByCodePoints(0, index - from));
  }

  private static int kind(int codePoint) {
    return UCharacter.getIntPropertyValue(codePoint, UProperty.GRAPHEME_CLUSTER_BREAK);
  }
}
