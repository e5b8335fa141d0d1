package io.lexstream.inference.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides sentences that are too long for a summary, because their writer uses no full stops or no
 * spaces after them.
 *
 * <p>A sentence is too long if it is longer than {@value #MAX_SENTENCE} units of length. If it is
 * most of the text, the limit is {@value #MAX_ONLY_SENTENCE}, or {@value #MAX_WITHOUT_STOP} without
 * any stop. It is divided at the best place in each part: after a semicolon or a comma, before a
 * conjunction, or between words, but not inside of brackets or quotation marks. Text that is not
 * prose, such as a line of a log, stays whole. A Chinese character counts as three units of length,
 * any other UTF-16 unit as one.
 */
final class LongSentences {

  private static final int MAX_SENTENCE = 600;

  private static final int MAX_ONLY_SENTENCE = 300;
  private static final int MAX_WITHOUT_STOP = 200;
  private static final int MAX_PART = 240;
  private static final int MIN_PART = 80;
  private static final int GOOD_PART = 160;

  /** Shorter sentences are not searched for stops without a space. */
  private static final int MIN_JOINED = 100;

  /** Least number of words of a sentence before and after a stop without a space. */
  private static final int MIN_WORDS = 4;

  /** A sentence is most of a text if it covers at least this share of it. */
  private static final double MOST = 0.8;

  /** Least share of words of prose that consist of letters only. */
  private static final double MIN_PLAIN_WORDS = 0.6;

  private static final int CHINESE_CHARACTER = 3;

  private static final Set<String> CONJUNCTIONS =
      Set.of(
          "although",
          "and",
          "because",
          "but",
          "however",
          "if",
          "or",
          "since",
          "so",
          "then",
          "though",
          "when",
          "where",
          "which",
          "while",
          "who",
          "yet");

  private final String text;
  private final Enclosures enclosures;

  LongSentences(String text, Enclosures enclosures) {
    this.text = text;
    this.enclosures = enclosures;
  }

  /** The sentence ends, in UTF-16 units, with those inside of long sentences. */
  List<Integer> divide(List<Integer> ends) {
    if (text.length() < MIN_JOINED / CHINESE_CHARACTER) {
      return ends;
    }
    var divided = new ArrayList<Integer>(ends.size());
    int begin = 0;
    for (int end : ends) {
      if ((end - begin) * CHINESE_CHARACTER >= MIN_JOINED) {
        begin = divideAtStops(begin, end, divided);
        divideByLength(begin, end, divided);
      }
      divided.add(end);
      begin = end;
    }
    return divided;
  }

  /** Adds stops without a space after them, as in "It works.Nobody knows why." */
  private int divideAtStops(int begin, int end, List<Integer> ends) {
    if (end - begin < MIN_JOINED) {
      return begin;
    }
    int sentence = begin;
    int words = 0;
    for (int i = begin + 1; i < end - 1; i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        words++;
      } else if (isStop(text.charAt(i))
          && words >= MIN_WORDS
          && isPlainWord(i, -1, sentence)
          && Character.isUpperCase(text.charAt(i + 1))
          && isPlainWord(i, 1, end)
          && hasWords(i + 1, end)) {
        divideByLength(sentence, i + 1, ends);
        ends.add(i + 1);
        sentence = i + 1;
        words = 0;
      }
    }
    return sentence;
  }

  private boolean hasWords(int from, int end) {
    int words = 0;
    for (int i = from; i < end && words < MIN_WORDS; i++) {
      words += Character.isWhitespace(text.charAt(i)) ? 1 : 0;
    }
    return words == MIN_WORDS;
  }

  /** Whether there is a word of lower-case letters next to a stop, up to a blank or a comma. */
  private boolean isPlainWord(int stop, int step, int limit) {
    int letters = 0;
    int i = stop + step;
    while (i != limit && Character.isLetter(text.charAt(i))) {
      if (Character.isUpperCase(text.charAt(i)) && (step < 0 || letters > 0)) {
        return false;
      }
      letters++;
      i += step;
    }
    boolean ends = i == limit || Character.isWhitespace(text.charAt(i)) || text.charAt(i) == ',';
    return ends && letters >= (step < 0 ? 3 : 1);
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?' || c == '\u3002' || c == '\uFF01' || c == '\uFF1F';
  }

  private void divideByLength(int begin, int end, List<Integer> ends) {
    int rest = length(begin, end);
    int maxLength = maxLength(begin, end);
    if (rest <= maxLength || !isProse(begin, end)) {
      return;
    }
    int from = begin;
    while (rest > Math.min(MAX_PART, maxLength)) {
      int cut = cut(from, end, rest);
      if (cut < 0) {
        return;
      }
      rest -= length(from, cut);
      ends.add(cut);
      from = cut;
    }
  }

  private int maxLength(int begin, int end) {
    if (end - begin < MOST * text.length()) {
      return MAX_SENTENCE;
    }
    for (int i = begin; i < end; i++) {
      if (isStop(text.charAt(i))) {
        return MAX_ONLY_SENTENCE;
      }
    }
    return MAX_WITHOUT_STOP;
  }

  /** The best unit to begin the next part at, or -1. */
  private int cut(int from, int end, int rest) {
    int good = Math.min(GOOD_PART, rest / 2);
    int best = -1;
    int bestScore = Integer.MIN_VALUE;
    int length = 0;
    for (int i = from; i < end && rest - length >= MIN_PART / 2; i++) {
      if (length > MAX_PART && best >= 0) {
        break;
      }
      if (length >= MIN_PART && !enclosures.contains(i)) {
        int quality = quality(i);
        int score = quality * MAX_PART - Math.abs(length - good);
        if (quality >= 0 && score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
      length += length(text.charAt(i));
    }
    return best;
  }

  /** How good it is to begin a part at a unit, -1 if it is inside of a word. */
  private int quality(int at) {
    char before = text.charAt(at - 1);
    boolean chinese = isChinese(before) && isChinese(text.charAt(at));
    if (Character.isWhitespace(text.charAt(at))
        || !(Character.isWhitespace(before) || isMark(before) || chinese)) {
      return -1;
    }
    int last = at - 1;
    while (last > 0 && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    return switch (text.charAt(last)) {
      case ';', '\uFF1B' -> 3;
      case ',', '\uFF0C', '\u3001', ':', '\uFF1A', '\u2014', '\u2013' -> 2;
      default -> startsWithConjunction(at) ? 1 : 0;
    };
  }

  private static boolean isMark(char c) {
    return c == '\uFF1B' || c == '\uFF0C' || c == '\u3001' || c == '\uFF1A';
  }

  private boolean startsWithConjunction(int at) {
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return CONJUNCTIONS.contains(text.substring(at, end));
  }

  private boolean isProse(int begin, int end) {
    int words = 0;
    int plain = 0;
    int i = begin;
    while (i < end) {
      int start = i;
      boolean letters = true;
      while (i < end && !Character.isWhitespace(text.charAt(i))) {
        // Marks at the end of a word do not count.
        boolean last = i + 1 == end || Character.isWhitespace(text.charAt(i + 1));
        letters &=
            Character.isLetter(text.charAt(i))
                || isChinese(text.charAt(i))
                || isMark(text.charAt(i))
                || isInnerMark(text.charAt(i))
                || last;
        i++;
      }
      if (i > start) {
        words++;
        plain += letters ? 1 : 0;
      }
      i++;
    }
    return plain >= MIN_PLAIN_WORDS * words;
  }

  private static boolean isInnerMark(char c) {
    return c == '\''
        || c == '\u2019'
        || c == '-'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private int length(int begin, int end) {
    int length = 0;
    for (int i = begin; i < end; i++) {
      length += length(text.charAt(i));
    }
    return length;
  }

  private static int length(char c) {
    return isChinese(c) ? CHINESE_CHARACTER : 1;
  }

  /** Whether a unit is a Chinese character or Japanese syllable: no spaces separate words. */
  private static boolean isChinese(char c) {
    return (c >= '\u3040' && c <= '\u30FF') || (c >= '\u3400' && c <= '\u9FFF');
  }
}
