package io.lexstream.inference.disguise;

import com.ibm.icu.text.Transliterator;

/** Replaces traditional Chinese characters by simplified ones, which the models know better. */
final class SimplifiedChinese {

  private static final char FIRST = '\u3400';
  private static final char LAST = '\u9FFF';

  /** The simplified form of each character from {@link #FIRST} to {@link #LAST}. */
  private static final String SIMPLIFIED = table();

  private SimplifiedChinese() {}

  private static String table() {
    var lines = new StringBuilder();
    for (int c = FIRST; c <= LAST; c++) {
      lines.append((char) c).append('\n');
    }
    var characters = new StringBuilder(LAST - FIRST + 1);
    String simplified =
        Transliterator.getInstance("Traditional-Simplified").transliterate(lines.toString());
    for (String line : simplified.split("\n")) {
      // A few characters stand for several, or for one beyond the table.
      characters.append(line.length() == 1 ? line.charAt(0) : (char) (FIRST + characters.length()));
    }
    return characters.toString();
  }

  /** The text in simplified characters; the same instance if nothing changes. */
  static String of(String text) {
    StringBuilder simplified = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST && c <= LAST && SIMPLIFIED.charAt(c - FIRST) != c) {
        if (simplified == null) {
          simplified = new StringBuilder(text);
        }
        simplified.setCharAt(i, SIMPLIFIED.charAt(c - FIRST));
      }
    }
    return simplified == null ? text : simplified.toString();
  }
}
