package io.lexstream.inference.tokens;

import io.lexstream.inference.text.CodePoints;
import java.lang.Character.UnicodeScript;
import java.util.BitSet;

/**
 * Words found in the text itself, for tokenizers that do not mark continuations. White space
 * separates words. Punctuation and symbols at the edge of a word are separate words; inside a word,
 * as in {@code O'Brien} or {@code 3.5}, they belong to it. In scripts that are written without
 * spaces, each character can begin a word, so each token is a word.
 */
final class TextWords implements WordBoundaries {

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private final CodePoints text;
  private final BitSet boundaries;

  private boolean first = true;
  private boolean previousBlank;
  private long previousPart;
  private int previousStart;

  TextWords(CodePoints text) {
    this.text = text;
    this.boundaries = boundaries(text);
  }

  @Override
  public boolean startsWord(Token token) {
    int start = token.start();
    while (start < text.length() && CodePoints.blank(text.at(start))) {
      start++;
    }
    boolean blank = start >= token.end();
    // A space token belongs to the next word. Byte tokens of one character form one word.
    boolean sameCharacter = !first && token.part() == previousPart && start == previousStart;
    boolean starts = first || (!sameCharacter && (blank || previousBlank || boundaries.get(start)));
    first = false;
    previousBlank = blank;
    previousPart = token.part();
    previousStart = start;
    return starts;
  }

  /** Code points at which a word can begin. */
  static BitSet boundaries(CodePoints text) {
    var boundaries = new BitSet(text.length() + 1);
    int start = 0;
    while (start < text.length()) {
      int end = start + 1;
      if (!isWordByItself(text.at(start))) {
        while (end < text.length() && !isWordByItself(text.at(end))) {
          end++;
        }
      }
      markEdges(text, start, end, boundaries);
      start = end;
    }
    return boundaries;
  }

  /** Marks the start of the word in {@code [start, end)}, and each symbol at its edges. */
  private static void markEdges(CodePoints text, int start, int end, BitSet boundaries) {
    int first = start;
    while (first < end && !inWord(text.at(first))) {
      first++;
    }
    int last = end;
    while (last > first && !inWord(text.at(last - 1))) {
      last--;
    }
    for (int i = start; i < end; i++) {
      if ((i <= first || i >= last) && !joinsBefore(text, i)) {
        boundaries.set(i);
      }
    }
  }

  private static boolean joinsBefore(CodePoints text, int index) {
    if (index == 0 || CodePoints.blank(text.at(index - 1))) {
      return false;
    }
    return extendsCharacter(text.at(index))
        || text.at(index - 1) == ZERO_WIDTH_JOINER
        || endsAbbreviation(text, index);
  }

  /** Whether this is the last full stop of "U.S." or "J.". */
  private static boolean endsAbbreviation(CodePoints text, int stop) {
    return text.at(stop) == '.'
        && Character.isLetter(text.at(stop - 1))
        && (stop < 2 || text.at(stop - 2) == '.' || CodePoints.blank(text.at(stop - 2)));
  }

  private static boolean isWordByItself(int codePoint) {
    if (CodePoints.blank(codePoint)) {
      return true;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> cjkPunctuation(codePoint);
    };
  }

  private static boolean cjkPunctuation(int codePoint) {
    return (codePoint >= 0x3000 && codePoint <= 0x303F)
        || (codePoint >= 0xFF00 && codePoint <= 0xFF65 && !Character.isLetterOrDigit(codePoint));
  }

  private static boolean inWord(int codePoint) {
    return Character.isLetter(codePoint) || number(codePoint) || mark(codePoint);
  }

  /** Whether the code point extends any character before it. */
  private static boolean extendsCharacter(int codePoint) {
    boolean emojiModifier = codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
    return mark(codePoint) || Character.getType(codePoint) == Character.FORMAT || emojiModifier;
  }

  private static boolean number(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  private static boolean mark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
