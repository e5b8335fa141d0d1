package io.lexstream.inference.text;

import io.lexstream.inference.Span;
import java.util.List;

/** Tells a headline from a first sentence. */
public final class Headline {

  private static final int MOST_SENTENCES = 2;

  private Headline() {}

  /**
   * How many of a text's sentences, from the first on, are its headline: those of its first line,
   * at most two, if that line ends with a word and the next does not begin in lower case, as the
   * rest of a wrapped line does. 0 if there is none. A line that is wrapped before a capital cannot
   * be told from a headline.
   */
  public static int sentences(CodePoints text, List<Span> sentences) {
    for (int i = 1; i < sentences.size() && i <= MOST_SENTENCES; i++) {
      Span last = sentences.get(i - 1);
      int next = sentences.get(i).start();
      if (text.slice(last.end(), next).codePoints().anyMatch(Headline::endsLine)) {
        return endsWithWord(text, last) && !Character.isLowerCase(text.at(next)) ? i : 0;
      }
    }
    return 0;
  }

  /** Whether a word or a number ends it, perhaps in quotation marks or brackets. */
  private static boolean endsWithWord(CodePoints text, Span sentence) {
    int at = sentence.end() - 1;
    while (at > sentence.start() && closes(text.at(at))) {
      at--;
    }
    int last = text.at(at);
    return switch (Character.getType(last)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(last) || last == '%';
    };
  }

  private static boolean closes(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.END_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION ->
          true;
      default -> codePoint == '"' || codePoint == '\'';
    };
  }

  private static boolean endsLine(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
      default -> false;
    };
  }
}
