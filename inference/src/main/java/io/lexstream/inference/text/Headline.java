package io.lexstream.inference.text;

import io.lexstream.inference.Span;
import java.util.List;

/** Tells a headline from a first sentence. */
public final class Headline {

  private static final String CLOSING = ".!?:;,\u2026\u3002\uFF01\uFF1F\uFF1A\uFF1B\uFF0C";

  private Headline() {}

  /**
   * How many of a text's sentences, from the first on, are its headline: those of its first line,
   * if that ends without a mark that closes or goes on, and if the next line does not begin in
   * lower case, as the rest of a wrapped line does. 0 if there is none.
   */
  public static int sentences(CodePoints text, List<Span> sentences) {
    for (int i = 1; i < sentences.size(); i++) {
      int end = sentences.get(i - 1).end();
      int next = sentences.get(i).start();
      if (text.slice(end, next).codePoints().anyMatch(Headline::endsLine)) {
        boolean open = CLOSING.indexOf(text.at(end - 1)) < 0;
        return open && !Character.isLowerCase(text.at(next)) ? i : 0;
      }
    }
    return 0;
  }

  private static boolean endsLine(int codePoint) {
    return codePoint == '\n' || codePoint == '\r' || codePoint == '\u2028' || codePoint == '\u2029';
  }
}
