package io.lexstream.inference.text;

import java.util.regex.Pattern;

/** The words of a text that say something about its language. */
final class PlainWords {

  /** A capitalized word with a letter beyond ASCII, such as a name from another language. */
  private static final Pattern ACCENTED_NAME =
      Pattern.compile("(?<!\\S)(?=\\p{Lu})(?=\\S*[\\p{IsLatin}&&[^a-zA-Z]])\\S+");

  /** Letters with blanks between them, as in "s t u p i d". */
  private static final Pattern SPACED_LETTERS =
      Pattern.compile("(?<!\\S)\\p{IsLatin}(?: \\p{IsLatin}){2,}+(?!\\S)");

  private static final Pattern LOWER_CASE_WORD = Pattern.compile("(?<!\\S)\\p{Ll}{2,}(?!\\S)");
  private static final int MIN_OTHER_WORDS = 2;
  private static final int MIN_SPACED_LETTERS = 3;

  private PlainWords() {}

  /**
   * The words of a text, separated by spaces, without punctuation and symbols; may be empty. Links,
   * e-mail addresses, handles, hashtags, paths, qualified names ({@code java.lang.String}, {@code
   * a=b}) and words with digits are no words.
   */
  static String of(String text) {
    var words = new StringBuilder(text.length());
    boolean letters = false;
    boolean accents = false;
    int singleLetters = 0;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (!isSpaced(point)) {
        boolean part = isPartOfWord(point);
        letters |= part;
        words.appendCodePoint(part ? point : ' ');
        at += Character.charCount(point);
        continue;
      }
      int end = endOfToken(text, at);
      if (isWord(text, at, end)) {
        int letter = 0;
        for (int i = at; i < end; i += Character.charCount(text.codePointAt(i))) {
          int part = text.codePointAt(i);
          boolean isPart = isPartOfWord(part);
          letter += Character.isLetter(part) ? 1 : 0;
          accents |= part >= 0x80;
          words.appendCodePoint(isPart ? part : ' ');
        }
        letters |= letter > 0;
        singleLetters += letter == 1 ? 1 : 0;
      }
      at = end;
    }
    if (!letters) {
      return "";
    }
    String plain =
        singleLetters >= MIN_SPACED_LETTERS ? joined(words.toString()) : words.toString();
    return accents ? withoutNames(plain) : plain;
  }

  /** The end of the characters up to white space or a script without spaces. */
  private static int endOfToken(String text, int start) {
    int end = start;
    while (end < text.length() && isSpaced(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean isSpaced(int point) {
    if (point < 0xE00) {
      return !Character.isWhitespace(point);
    }
    return !Character.isWhitespace(point)
        && switch (Character.UnicodeScript.of(point)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> false;
          default -> true;
        };
  }

  private static boolean isWord(String text, int start, int end) {
    char first = text.charAt(start);
    if (first == '@' || first == '#') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '@' || (c >= '0' && c <= '9') || (c > 0x7F && Character.isDigit(c))) {
        return false;
      }
      boolean mark = c == '/' || c == '\\' || c == '_' || c == '=' || c == ':' || c == '.';
      if (mark
          && i > start
          && i + 1 < end
          && Character.isLetterOrDigit(text.charAt(i - 1))
          && (isAsciiLetter(text.charAt(i + 1)) || text.charAt(i + 1) == '/')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String joined(String words) {
    return SPACED_LETTERS.matcher(words).replaceAll(run -> run.group().replace(" ", ""));
  }

  /** An English text can name "Jos\u00E9 M\u00FCller". Names stay if few other words remain. */
  private static String withoutNames(String words) {
    String others = ACCENTED_NAME.matcher(words).replaceAll(" ");
    return others.length() < words.length()
            && LOWER_CASE_WORD.matcher(others).results().limit(MIN_OTHER_WORDS).count()
                == MIN_OTHER_WORDS
        ? others
        : words;
  }

  /** A text without emoji and invisible characters: their bytes resemble those of some letters. */
  static String withoutSymbols(String text) {
    var rest = new StringBuilder(text.length());
    text.codePoints().map(point -> isSymbol(point) ? ' ' : point).forEach(rest::appendCodePoint);
    return rest.toString();
  }

  private static boolean isPartOfWord(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK ->
          !isVariationSelector(point);
      default -> Character.isLetter(point) || point == '\'' || point == '\u2019' || point == '-';
    };
  }

  private static boolean isSymbol(int point) {
    return switch (Character.getType(point)) {
      case Character.OTHER_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.FORMAT,
          Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> isVariationSelector(point);
    };
  }

  private static boolean isVariationSelector(int point) {
    return point >= 0xFE00 && point <= 0xFE0F;
  }
}
