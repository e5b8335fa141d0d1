package io.lexstream.inference.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rewrites the ends of sentences that the rules of Unicode do not know, so that these rules find
 * them:
 *
 * <ul>
 *   <li>A sentence that begins in lower case gets a capital: "great phone. but the battery dies."
 *       Elsewhere such a full stop is that of an abbreviation, so a text is written so only if more
 *       of its full stops precede a lower-case than an upper-case letter.
 *   <li>An emoji or a smiley that ends a thought, and {@code ；} and {@code ～} between Chinese
 *       clauses, become a stop.
 * </ul>
 *
 * <p>The rewritten text has the same length. Cost is linear in the length of the text.
 */
final class InformalStops {

  /** Longest word and longest smiley that are read, in UTF-16 units. */
  private static final int MAX_WORD = 24;

  /** Least distance of a Chinese stop or an emoji from other stops, in UTF-16 units. */
  private static final int MIN_CLAUSE = 5;

  private static final char STOP = '!';

  private static final Pattern SMILEY =
      Pattern.compile("[:;=]['^]?-?[)(\\]\\[dDpP3*]{1,5}|<3{1,5}|\\^_?\\^|[xX]D{1,5}");

  /** Words after which a full stop does not end a sentence if the next word is in lower case. */
  private static final Set<String> ABBREVIATIONS =
      words(
          "approx attn capt col dr eq fig ft gen gov lt maj messrs mr mrs ms mt nr num pp prof rep rev"
              + " sen sgt st vs e.g i.e eg ie etc inc ltd co corp no nos vol dept est tel ext avg max"
              + " min misc incl jan feb apr jun jul aug sept sep oct nov dec");

  /** Words that begin a sentence after an ellipsis, an abbreviation or an emoji. */
  private static final Set<String> STARTERS =
      words(
          "i it its he she we they you this that these those there the my your our his her their a an"
              + " but so if when what why how im ive id dont do please thanks thank in on at for not"
              + " no yes");

  private final String text;
  private StringBuilder rewritten;

  private InformalStops(String text) {
    this.text = text;
  }

  /** The text in which the rules of Unicode find the sentences of {@code text}. */
  static String rewrite(String text) {
    var stops = new InformalStops(text);
    stops.rewriteSymbols();
    String withStops = stops.rewritten == null ? text : stops.rewritten.toString();
    return new InformalStops(withStops).capitalized();
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  private void set(int unit, char value) {
    if (rewritten == null) {
      rewritten = new StringBuilder(text);
    }
    rewritten.setCharAt(unit, value);
  }

  private String capitalized() {
    int lower = 0;
    int upper = 0;
    for (int at = 1; at < text.length(); at++) {
      if (!isStop(text.charAt(at)) || isStop(text.charAt(at - 1))) {
        continue;
      }
      int letter = letterAfter(at);
      if (letter < 0 || !endsSentence(at, letter)) {
        continue;
      }
      if (Character.isUpperCase(text.charAt(letter))) {
        upper++;
      } else if (Character.isLowerCase(text.charAt(letter))) {
        lower++;
        set(letter, Character.toUpperCase(text.charAt(letter)));
      }
    }
    return lower > upper ? rewritten.toString() : text;
  }

  /** The letter that begins the word after stops, closing marks and blanks; -1 if there is none. */
  private int letterAfter(int stop) {
    int at = stop;
    int last = Math.min(text.length(), stop + MAX_WORD);
    while (at < last && (isStop(text.charAt(at)) || isClosing(text.charAt(at)))) {
      at++;
    }
    int blanks = at;
    while (at < last && (Character.isWhitespace(text.charAt(at)) || isStop(text.charAt(at)))) {
      at++;
    }
    if (at == blanks) {
      return -1;
    }
    if (at < last && isOpening(text.charAt(at))) {
      at++;
    }
    return at < last && Character.isLetter(text.charAt(at)) ? at : -1;
  }

  private boolean endsSentence(int stop, int next) {
    String word = wordBefore(stop);
    boolean ellipsis =
        text.charAt(stop) == '\u2026' || text.substring(stop + 1, next).indexOf('.') >= 0;
    boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0));
    boolean doubtful = ellipsis || initial || word.indexOf('.') > 0 || ABBREVIATIONS.contains(word);
    return !doubtful || STARTERS.contains(wordAt(next));
  }

  private String wordBefore(int end) {
    int start = end;
    while (start > Math.max(0, end - MAX_WORD) && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private String wordAt(int start) {
    int end = start;
    int last = Math.min(text.length(), start + MAX_WORD);
    while (end < last && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '\'')) {
      end++;
    }
    return text.substring(start, end).replace("'", "").toLowerCase(Locale.ROOT);
  }

  private void rewriteSymbols() {
    int clause = 0;
    int at = 0;
    while (at < text.length()) {
      int end = endOfSymbols(at);
      if (end > at) {
        if (endsThought(clause, at, end)) {
          for (int i = at; i < end; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
              set(i, STOP);
            }
          }
          clause = end;
        }
        at = end;
      } else {
        char c = text.charAt(at);
        at++;
        clause = isStop(c) || isChineseStop(c) || c == '\n' ? at : clause;
      }
    }
  }

  /** The end of a run of emoji, a smiley, or the marks ； and ～; {@code at} if there is none. */
  private int endOfSymbols(int at) {
    char first = text.charAt(at);
    if (first == '\uFF1B' || isWave(first)) {
      int end = at + 1;
      while (end < text.length() && isWave(text.charAt(end))) {
        end++;
      }
      return end;
    }
    int end = at;
    while (end < text.length() && isEmoji(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end > at ? end : endOfSmiley(at);
  }

  private int endOfSmiley(int at) {
    if (":;=<^xX".indexOf(text.charAt(at)) < 0
        || at == 0
        || !Character.isWhitespace(text.charAt(at - 1))) {
      return at;
    }
    int end = at;
    while (end < Math.min(text.length(), at + MAX_WORD)
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return SMILEY.matcher(text).region(at, end).matches() ? end : at;
  }

  /**
   * Whether a sentence ends after symbols: after a stop, before a word that begins a sentence, or
   * between two Chinese clauses.
   */
  private boolean endsThought(int clause, int from, int to) {
    int next = to;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    if (next == text.length()) {
      return false;
    }
    char mark = text.charAt(from);
    if (isHan(text.charAt(next))) {
      return from - clause >= MIN_CLAUSE && clauseLength(next) >= MIN_CLAUSE;
    }
    if (mark == '\uFF1B' || isWave(mark) || next == to || !Character.isLetter(text.charAt(next))) {
      return false;
    }
    boolean afterStop = text.substring(clause, from).isBlank() && clause > 0;
    boolean beginsSentence =
        Character.isUpperCase(text.charAt(next)) || STARTERS.contains(wordAt(next));
    return afterStop || (from - clause >= 2 * MIN_CLAUSE && beginsSentence);
  }

  private int clauseLength(int start) {
    int end = start;
    while (end < Math.min(text.length(), start + MIN_CLAUSE)
        && !isStop(text.charAt(end))
        && !isChineseStop(text.charAt(end))
        && text.charAt(end) != '\n') {
      end++;
    }
    return end - start;
  }

  private static boolean isEmoji(int point) {
    return (point >= 0x1F000 && point <= 0x1FAFF)
        || (point >= 0x2600 && point <= 0x27BF)
        || point == 0x2B50
        || point == 0xFE0F
        || point == 0x200D;
  }

  private static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9FFF';
  }

  private static boolean isWave(char c) {
    return c == '\uFF5E' || c == '\u301C';
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == '\u2026';
  }

  private static boolean isChineseStop(char c) {
    return c == '\u3002' || c == '\uFF01' || c == '\uFF1F' || c == '\uFF1B';
  }

  private static boolean isClosing(char c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '\u201D' || c == '\u2019';
  }

  private static boolean isOpening(char c) {
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == '\u201C' || c == '\u2018';
  }
}
