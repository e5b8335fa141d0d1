package io.lexstream.inference.text;

import io.lexstream.inference.Span;

/**
 * A text with random access by code point; a Java string has none.
 *
 * <p>Immutable, four bytes a code point.
 */
public final class CodePoints {

  private final int[] points;

  private CodePoints(int[] points) {
    this.points = points;
  }

  /** The code points of a well-formed text. */
  public static CodePoints of(String text) {
    return new CodePoints(text.codePoints().toArray());
  }

  /** Number of code points. */
  public int length() {
    return points.length;
  }

  /** The code point at an index. */
  public int at(int index) {
    return points[index];
  }

  /** Index of the first occurrence of a code point, -1 if there is none. */
  int indexOf(int codePoint) {
    for (int i = 0; i < points.length; i++) {
      if (points[i] == codePoint) {
        return i;
      }
    }
    return -1;
  }

  /** The part of the text that a span covers. */
  public String slice(Span span) {
    return slice(span.start(), span.end());
  }

  /** The part of the text from code point {@code start} up to {@code end}, exclusive. */
  public String slice(int start, int end) {
    return new String(points, start, end - start);
  }

  /** The span without leading and trailing blanks; empty if it contains only blanks. */
  public Span trimmed(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && blank(points[from])) {
      from++;
    }
    while (to > from && blank(points[to - 1])) {
      to--;
    }
    return new Span(from, to);
  }

  /** Whether the code point is blank: white space of any kind, or a control character. */
  public static boolean blank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint);
  }
}
