package io.lexstream.inference.heads;

import io.lexstream.inference.Span;
import io.lexstream.inference.text.CodePoints;

/**
 * Decides whether white space between two words of an entity separates two names. Tokenizers remove
 * white space, so a model reads the lines of a list, or the columns of a table, as one name.
 *
 * <p>Tabs, wide spaces and blank lines separate names. A single line break separates names unless
 * the line is wrapped prose: both lines contain other words of prose around the name, and the first
 * line is full or the sentence ends in a later line.
 */
final class NameSeparators {

  /** Number of blanks in a row that separate columns. */
  private static final int COLUMN_GAP = 3;

  /** A wrapped line is indented by at most this many blanks more than the line before it. */
  private static final int MAX_HANGING_INDENT = 4;

  /** Lines of prose are wrapped at this length or more, in code points. */
  private static final int MIN_WRAPPED_LINE = 40;

  /** Lines that are longer than this, in code points, are paragraphs. */
  private static final int MAX_WRAPPED_LINE = 200;

  /** A wrapped line is at least this full, compared with the next line. */
  private static final double MIN_FULL = 0.6;

  private NameSeparators() {}

  /**
   * Whether the white space between two parts of an entity separates two names.
   *
   * @param before the words of the entity before the white space
   * @param after the words of the entity after it
   */
  static boolean separates(CodePoints text, Span before, Span after) {
    int lineBreaks = 0;
    int blanks = 0;
    int lastBreak = -1;
    for (int i = before.end(); i < after.start(); i++) {
      int point = text.at(i);
      if (isLineBreak(text, i)) {
        lineBreaks++;
        lastBreak = i;
        blanks = 0;
      } else if (point == '\t' || isWideSpace(point)) {
        return true;
      } else if (point != '\n' && CodePoints.blank(point)) {
        blanks++;
      } else {
        blanks = 0;
      }
      if (lineBreaks > 1 || (lineBreaks == 0 && blanks >= COLUMN_GAP)) {
        return true;
      }
    }
    return lineBreaks == 1 && !isWrapped(text, before, after, lastBreak, blanks);
  }

  private static boolean isWrapped(
      CodePoints text, Span before, Span after, int lineBreak, int indentation) {
    int lineStart = lineStart(text, before.end());
    int lineEnd = lineEnd(text, after.start());
    int nextStart = after.start() - indentation;
    if (before.end() - lineStart > MAX_WRAPPED_LINE || lineEnd - nextStart > MAX_WRAPPED_LINE) {
      return false;
    }
    Span first = text.trimmed(lineStart, lineBreak);
    if (indentation > first.start() - lineStart + MAX_HANGING_INDENT) {
      return false;
    }
    Span left = new Span(Math.max(before.start(), first.start()), before.end());
    Span right = new Span(after.start(), Math.min(after.end(), lineEnd));
    boolean prose =
        isProse(text, first.start(), left.start(), left)
            && isProse(text, right.end(), lineEnd, right);
    if (!prose) {
      return false;
    }
    int firstLength = first.length();
    int longest = Math.max(firstLength, lineEnd - nextStart);
    boolean full = longest >= MIN_WRAPPED_LINE && firstLength >= MIN_FULL * longest;
    boolean complete = hasSeveralWords(text, left) && hasSeveralWords(text, right);
    return full || (!complete && endsSentence(text, right.end(), lineEnd));
  }

  /**
   * Whether the part of a line next to a name is prose: it has a word in lower case, or of a script
   * without case, or it is punctuation that ends a sentence. In a line of capitals it has two
   * words.
   */
  private static boolean isProse(CodePoints text, int from, int to, Span name) {
    boolean capitals = !hasLowerCase(text, name);
    int words = 0;
    for (int i = from; i < to; i++) {
      int point = text.at(i);
      boolean begins =
          Character.isLetter(point) && (i == from || !Character.isLetter(text.at(i - 1)));
      if (begins && !Character.isUpperCase(point) && !Character.isTitleCase(point)) {
        return true;
      }
      words += begins ? 1 : 0;
    }
    return from == name.end() && endsSentence(text, from, to) || (capitals && words >= 2);
  }

  private static boolean hasLowerCase(CodePoints text, Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (Character.isLowerCase(text.at(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasSeveralWords(CodePoints text, Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (CodePoints.blank(text.at(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsSentence(CodePoints text, int from, int to) {
    for (int i = from; i < to; i++) {
      switch (text.at(i)) {
        case '.', '!', '?', '\u2026', '\u3002', '\uFF01', '\uFF1F' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static int lineStart(CodePoints text, int from) {
    int start = from;
    while (start > 0 && from - start <= MAX_WRAPPED_LINE && !isLineBreak(text, start - 1)) {
      start--;
    }
    return start;
  }

  private static int lineEnd(CodePoints text, int from) {
    int end = from;
    while (end < text.length() && end - from <= MAX_WRAPPED_LINE && !isLineBreak(text, end)) {
      end++;
    }
    return end;
  }

  /** Whether a line ends there. The line feed after a carriage return is not another break. */
  private static boolean isLineBreak(CodePoints text, int index) {
    return switch (text.at(index)) {
      case '\n' -> index == 0 || text.at(index - 1) != '\r';
      case '\r', '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> true;
      default -> false;
    };
  }

  private static boolean isWideSpace(int codePoint) {
    return codePoint == 0x2003 || codePoint == 0x2001 || codePoint == 0x3000;
  }
}
