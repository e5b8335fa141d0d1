package io.lexstream.inference.text;

import io.lexstream.inference.Span;
import java.util.List;

/** Finds the headline of a text. */
public final class Headline {

  private static final int MAX_SENTENCES = 2;

  private Headline() {}

  /**
   * Number of sentences at the beginning of a text that form its headline; 0 if there is none.
   *
   * <p>The headline is the first line, of at most two sentences, if it ends with a word and the
   * next line does not begin in lower case. A lower-case letter means that the first line is
   * wrapped prose. A line that is wrapped before a capital letter counts as a headline.
   */
  public static int sentences(CodePoints text, List<Span> sentences) {
    for (int i = 1; i < sentences.size() && i <= MAX_SENTENCES; i++) {
      Span last = sentences.get(i - 1);
      int next = sentences.get(i).start();
      if (text.slice(last.end(), next).codePoints().anyMatch(Headline::isLineBreak)) {
        return endsWithWord(text, last) && !Character.isLowerCase(text.at(next)) ? i : 0;
      }
    }
    return 0;
  }

  /** Whether the sentence ends with a word or a number; closing marks after it are ignored. */
  private static boolean endsWithWord(CodePoints text, Span sentence) {
    int at = sentence.end() - 1;
    while (at > sentence.start() && isClosingMark(text.at(at))) {
      at--;
    }
    int last = text.at(at);
    return switch (Character.getType(last)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(last) || last == '%';
    };
  }

  private static boolean isClosingMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.END_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION ->
          true;
      default -> codePoint == '"' || codePoint == '\'';
    };
  }

  private static boolean isLineBreak(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r', '\u0085', '\u2028', '\u2029' -> true;
      default -> false;
    };
  }
}
