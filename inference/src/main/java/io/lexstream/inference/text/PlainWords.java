package io.lexstream.inference.text;

import java.util.regex.Pattern;

/** The words of a text that say something about its language. */
final class PlainWords {

  /** A character of a word between spaces; scripts without spaces have no such words. */
  private static final String SPACED =
      "[^\\s\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]";

  /**
   * Links, e-mail addresses, handles and hashtags, character references, paths and qualified names
   * ({@code java.lang.String}, {@code a=b}), and words with digits.
   */
  private static final Pattern NOT_A_WORD =
      Pattern.compile(
          ("(?:https?://|www\\.)S+"
                  + "|[a-zA-Z0-9._+-]+@S+"
                  + "|[@#][\\p{L}\\p{N}_]+"
                  + "|&\\w{1,10};"
                  + "|[\\p{L}\\p{N}]+[/\\\\_=:.][a-zA-Z0-9]S*"
                  + "|S*\\p{Nd}S*")
              .replace("S", SPACED));

  /** A capitalized word with a letter beyond ASCII, such as a name from another language. */
  private static final Pattern ACCENTED_NAME =
      Pattern.compile("(?<!\\S)(?=\\p{Lu})(?=\\S*[\\p{IsLatin}&&[^a-zA-Z]])\\S+");

  /** Letters with blanks between them, as in "s t u p i d". */
  private static final Pattern SPACED_LETTERS =
      Pattern.compile("(?<!\\S)\\p{IsLatin}(?: \\p{IsLatin}){2,}+(?!\\S)");

  private static final Pattern LOWER_CASE_WORD = Pattern.compile("(?<!\\S)\\p{Ll}{2,}(?!\\S)");
  private static final int MIN_OTHER_WORDS = 2;

  private PlainWords() {}

  /** The words of a text, separated by spaces, without punctuation and symbols; may be empty. */
  static String of(String text) {
    String rest = NOT_A_WORD.matcher(text).replaceAll(" ");
    var words = new StringBuilder(rest.length());
    rest.codePoints()
        .map(point -> isPartOfWord(point) ? point : ' ')
        .forEach(words::appendCodePoint);
    return words.codePoints().anyMatch(Character::isLetter)
        ? withoutNames(joined(words.toString()).replaceAll(" +", " ").strip())
        : "";
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
