package io.lexstream.inference.disguise;

/**
 * Finds the words of letters, digits and symbols in a text, without punctuation around them. Links,
 * paths, hashtags, qualified names and parts of words with a hyphen are no words.
 */
final class Words {

  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 24;

  private final String text;
  private final boolean all;
  private int start;
  private int end;

  /** Where the next word is searched. */
  private int from;

  /**
   * @param all whether words next to a hyphen, and single digits that can stand for a word, count
   */
  Words(String text, boolean all) {
    this.text = text;
    this.all = all;
  }

  /** Moves to the next word; returns whether there is one. */
  boolean next() {
    while (from < text.length()) {
      if (!isPart(text.charAt(from))) {
        from++;
        continue;
      }
      int tokenEnd = from;
      boolean blocked = false;
      while (tokenEnd < text.length() && isPart(text.charAt(tokenEnd))) {
        blocked |= blocks(tokenEnd);
        tokenEnd++;
      }
      start = from;
      end = tokenEnd;
      from = tokenEnd;
      if (!blocked && trim()) {
        return true;
      }
    }
    return false;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Removes punctuation around the word; returns whether a word is left. */
  private boolean trim() {
    if (text.charAt(start) == '#') {
      return false;
    }
    while (start < end && !isEdge(text.charAt(start))) {
      start++;
    }
    while (end > start && !isEdge(text.charAt(end - 1))) {
      end--;
    }
    int length = end - start;
    if (length == 1) {
      char c = text.charAt(start);
      return all && (c == '1' || c == '4') && isAlone();
    }
    return length >= MIN_LENGTH && length <= MAX_LENGTH;
  }

  private boolean isAlone() {
    return (start == 0 || Character.isWhitespace(text.charAt(start - 1)))
        && (end == text.length() || Character.isWhitespace(text.charAt(end)));
  }

  private boolean isPart(char c) {
    return isEdge(c)
        || switch (c) {
          case '!', '*', '#', '\'', '.', ':', '/', '\\', '_', '&' -> true;
          case '-' -> !all;
          default -> false;
        };
  }

  /** Whether a character makes its token something else than a word. */
  private boolean blocks(int at) {
    return switch (text.charAt(at)) {
      case '/', '\\', '_', '&', '-' -> true;
      case '.', ':' -> at + 1 < text.length() && isEdge(text.charAt(at + 1));
      default -> false;
    };
  }

  /** Whether a word can begin and end with a character. */
  private static boolean isEdge(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || switch (c) {
          case '@', '$', '|', '+', '\u20AC', '\u00A3' -> true;
          default -> c > 0x7F && Character.isLetter(c);
        };
  }
}
