package io.lexstream.inference.text;

/**
 * Text that UTF-8 can encode.
 *
 * <p>A Java string can contain lone surrogates. UTF-8 cannot encode them, and the tokenizers'
 * native interface shifts all offsets after one. Therefore they are replaced before any other step.
 */
public final class WellFormedText {

  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /** The text with each lone surrogate replaced by U+FFFD; the same string if there is none. */
  public static String of(String text) {
    int lone = loneSurrogate(text, 0);
    if (lone < 0) {
      return text;
    }
    var wellFormed = new StringBuilder(text);
    while (lone >= 0) {
      wellFormed.setCharAt(lone, REPLACEMENT);
      lone = loneSurrogate(wellFormed, lone + 1);
    }
    return wellFormed.toString();
  }

  private static int loneSurrogate(CharSequence text, int from) {
    int i = from;
    while (i < text.length()) {
      boolean paired =
          Character.isHighSurrogate(text.charAt(i))
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired && Character.isSurrogate(text.charAt(i))) {
        return i;
      }
      i += paired ? 2 : 1;
    }
    return -1;
  }
}
