package io.lexstream.schemas;

import java.util.Locale;

/** A short, printable excerpt of untrusted input, for messages in a terminal or a log. */
final class Excerpt {

  private static final int CODE_POINTS = 60;

  private Excerpt() {}

  /**
   * The beginning of {@code input} in quotes: at most 60 code points, with escaped control
   * characters.
   */
  static String of(String input) {
    return '"' + line(input, CODE_POINTS) + '"';
  }

  /** {@code input} as one printable line of at most {@code limit} code points. */
  static String line(String input, int limit) {
    var line = new StringBuilder();
    int count = 0;
    for (int i = 0; i < input.length(); ) {
      if (count++ == limit) {
        return line.append('…').toString();
      }
      int codePoint = input.codePointAt(i);
      i += Character.charCount(codePoint);
      if (isPrintable(codePoint)) {
        line.appendCodePoint(codePoint);
      } else {
        line.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
      }
    }
    return line.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT, // right-to-left overrides would reorder the message around them
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
