package io.lexstream.schemas;

/**
 * Text that UTF-8 can encode.
 *
 * <p>A Java string can contain lone surrogates, from JSON escapes such as {@code \ud800}. UTF-8
 * cannot encode them, and libraries replace them differently, which shifts all later offsets.
 * Therefore each one is replaced by U+FFFD before any character is counted.
 */
public final class WellFormedText {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /**
   * {@code text} with each lone surrogate replaced by U+FFFD; the same instance if there is none.
   */
  public static String of(String text) {
    int lone = nextLoneSurrogate(text, 0);
    if (lone < 0) {
      return text;
    }
    var wellFormed = new StringBuilder(text);
    while (lone >= 0) {
      wellFormed.setCharAt(lone, REPLACEMENT);
      lone = nextLoneSurrogate(text, lone + 1);
    }
    return wellFormed.toString();
  }

  /** Whether {@code text} consists of spaces only, no-break and ideographic spaces included. */
  static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(
            codePoint -> Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint));
  }

  /** The number of bytes of well-formed {@code text} in UTF-8. */
  public static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isSurrogate(c)) {
        bytes += 2; // half of a pair, which takes four
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  /** The longest prefix of well-formed {@code text} that has at most {@code bytes} in UTF-8. */
  static String truncated(String text, int bytes) {
    if (utf8Length(text) <= bytes) {
      return text;
    }
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      int width = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (used + width > bytes) {
        break;
      }
      used += width;
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  private static int nextLoneSurrogate(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i); // a lone surrogate is its own code point
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }
}
