package io.lexstream.inference.text;

import java.util.BitSet;

/**
 * Pairs of brackets and quotation marks in a text, where a sentence does not end. Both marks of a
 * pair are in one line. Unpaired marks, the brackets of smileys and long pairs are ignored.
 */
final class Enclosures {

  /** Longer pairs of quotation marks quote several sentences, which may be split. */
  private static final int MAX_QUOTE = 80;

  private static final int MAX_BRACKETS = 300;
  private static final int MAX_DEPTH = 16;

  private static final String OPENING = "([{（［｛《〈「『【〔〖“„«‹";
  private static final String CLOSING = ")]}）］｝》〉」』】〕〗”“»›";

  private static final Enclosures NONE = new Enclosures(null, null);

  /** UTF-16 units at which a sentence cannot begin. */
  private final BitSet inside;

  /** Units that open a pair. */
  private final BitSet opening;

  private Enclosures(BitSet inside, BitSet opening) {
    this.inside = inside;
    this.opening = opening;
  }

  static Enclosures of(String text) {
    BitSet inside = null;
    BitSet opening = null;
    var open = new int[MAX_DEPTH];
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLineBreak(c)) {
        depth = 0;
        continue;
      }
      if (c < 0x80 ? !isAsciiMark(c) : !isMark(c)) {
        continue;
      }
      if (isSmiley(text, i)) {
        continue;
      }
      int pair = depth - 1;
      boolean mayClose = c != '"' || (i > 0 && !CodePoints.blank(text.charAt(i - 1)));
      while (pair >= 0 && !(mayClose && closes(text.charAt(open[pair]), c))) {
        pair--;
      }
      if (pair >= 0) {
        int begin = open[pair];
        depth = pair;
        if (i - begin <= (isQuotationMark(text.charAt(begin)) ? MAX_QUOTE : MAX_BRACKETS)) {
          if (inside == null) {
            inside = new BitSet(text.length());
            opening = new BitSet(text.length());
          }
          inside.set(begin + 1, i + 1);
          opening.set(begin);
        }
      } else if (opens(text, i)) {
        if (depth == MAX_DEPTH) {
          System.arraycopy(open, 1, open, 0, --depth);
        }
        open[depth++] = i;
      }
    }
    return inside == null ? NONE : new Enclosures(inside, opening);
  }

  /** Whether a boundary is inside of a pair. */
  boolean contains(int boundary) {
    return inside != null && inside.get(boundary);
  }

  /** Whether a unit is a bracket that opens a pair. */
  boolean opensBracketAt(String text, int unit) {
    return opensAt(unit) && !isQuotationMark(text.charAt(unit));
  }

  /** Whether a unit opens a pair. */
  private boolean opensAt(int unit) {
    return opening != null && opening.get(unit);
  }

  /** Moves a boundary before opening marks: they belong to the text after them. */
  int beforeOpening(String text, int begin, int boundary) {
    if (boundary == text.length()) {
      return boundary;
    }
    int moved = boundary;
    while (moved > begin + 1
        && (opensAt(moved - 1)
            || (OPENING.indexOf(text.charAt(moved - 1)) >= 0 && !contains(moved - 1)))) {
      moved--;
    }
    return moved;
  }

  /** The unit after the pair that opens at a unit. */
  int endOf(int unit) {
    // The units of adjacent pairs are separated by their opening marks.
    return inside.nextClearBit(unit + 1);
  }

  /** The unit that opens the outermost pair around a unit. */
  int beginOf(int unit) {
    return inside.previousClearBit(unit);
  }

  private static boolean isQuotationMark(char c) {
    return switch (c) {
      case '"', '\u201C', '\u201E', '\u00AB', '\u2039', '\u300C', '\u300E' -> true;
      default -> false;
    };
  }

  private static boolean isLineBreak(char c) {
    return switch (c) {
      case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
      default -> false;
    };
  }

  private static boolean isAsciiMark(char c) {
    return switch (c) {
      case '(', ')', '[', ']', '{', '}', '"' -> true;
      default -> false;
    };
  }

  private static boolean isMark(char c) {
    return c >= 0xAB
        && (c < 0x3400 || c > 0xD7FF)
        && (OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0);
  }

  private static boolean opens(String text, int at) {
    char c = text.charAt(at);
    if (c == '"') {
      return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }
    return OPENING.indexOf(c) >= 0;
  }

  private static boolean closes(char opening, char c) {
    return switch (opening) {
      case '"' -> c == '"';
      case '„' -> c == '“' || c == '”';
      default -> {
        int kind = OPENING.indexOf(opening);
        yield kind >= 0 && CLOSING.charAt(kind) == c;
      }
    };
  }

  /** Whether a bracket is the mouth of a smiley, such as ":-(" or ";)". */
  private static boolean isSmiley(String text, int at) {
    if (at == 0 || "()[]{}".indexOf(text.charAt(at)) < 0) {
      return false;
    }
    int eyes = text.charAt(at - 1) == '-' && at > 1 ? at - 2 : at - 1;
    return (":;=".indexOf(text.charAt(eyes)) >= 0)
        && (eyes == 0 || !Character.isLetterOrDigit(text.charAt(eyes - 1)));
  }
}
