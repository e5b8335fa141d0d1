package io.lexstream.inference.text;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces characters that look like others: letters of other scripts, letters in circles, full
 * width and mathematical letters. Removes invisible characters and stacked marks.
 */
public final class PlainLetters {

  private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();
  private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();

  private PlainLetters() {}

  /** The text in plain characters; the same instance if nothing changes. */
  public static String of(String text) {
    if (text.chars().allMatch(c -> c < 0x250)) {
      // Up to here only the soft hyphen is invisible.
      return text.indexOf('\u00AD') < 0 ? text : text.replace("\u00AD", "");
    }
    String composed = COMPOSED.normalize(text);
    var plain = new StringBuilder(composed.length());
    int before = ' ';
    for (int i = 0; i < composed.length(); i += Character.charCount(composed.codePointAt(i))) {
      int point = composed.codePointAt(i);
      int next = i + Character.charCount(point);
      int after = next < composed.length() ? composed.codePointAt(next) : ' ';
      if (!isNoise(point, before, after)) {
        appendPlain(point, plain);
      }
      before = point;
    }
    String words = latinWords(plain.toString());
    return words.contentEquals(composed) ? text : words;
  }

  /** Invisible characters, and marks that do not compose with a Latin letter. */
  private static boolean isNoise(int point, int before, int after) {
    return switch (Character.getType(point)) {
      case Character.FORMAT ->
          // A joiner inside of an emoji is part of it.
          point != 0x200D || Character.isLetter(before) || Character.isLetter(after);
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
          (point >= 0x300 && point <= 0x36F)
              || point == 0x34F
              || (point >= 0x1AB0 && point <= 0x1AFF)
              || (point >= 0x20D0 && point <= 0x20FF && point != 0x20E3);
      default -> point == 0x3164 || point == 0x115F || point == 0x1160;
    };
  }

  private static void appendPlain(int point, StringBuilder plain) {
    if (point >= 0x1F130 && point <= 0x1F189) {
      plain.append((char) ('A' + (point - 0x1F130) % 32 % 26));
    } else if (isStyled(point)) {
      plain.append(COMPATIBLE.normalize(Character.toString(point)));
    } else {
      plain.appendCodePoint(point);
    }
  }

  /** Full width, mathematical, circled, raised and lowered letters, digits and marks. */
  private static boolean isStyled(int point) {
    return (point >= 0xFF21 && point <= 0xFF5A)
        || (point >= 0xFF10 && point <= 0xFF19)
        || point == 0xFF20
        || (point >= 0x1D400 && point <= 0x1D7FF)
        || (point >= 0x24B6 && point <= 0x24E9)
        || (point >= 0x1D2C && point <= 0x1DBF)
        || (point >= 0x2C60 && point <= 0x2C7F && point != 0x2C6D)
        || (point >= 0x2100 && point <= 0x214F && Character.isLetter(point));
  }

  /** Replaces look-alikes in words that have a Latin letter too. */
  private static String latinWords(String text) {
    var words = new StringBuilder(text.length());
    int start = 0;
    while (start < text.length()) {
      int end = start;
      boolean latin = false;
      boolean other = false;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        int point = text.codePointAt(end);
        latin |= point < 0x80 && Character.isLetter(point);
        other |= point >= 0x250 && !latinLookAlike(point).isEmpty();
        end += Character.charCount(point);
      }
      String word = text.substring(start, end);
      words.append(latin && other ? latin(word) : word);
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        words.append(text.charAt(end++));
      }
      start = end;
    }
    return words.toString();
  }

  private static String latin(String word) {
    var latin = new StringBuilder(word.length());
    word.codePoints()
        .forEach(
            point -> {
              String alike = point < 0x250 ? "" : latinLookAlike(point);
              if (alike.isEmpty()) {
                latin.appendCodePoint(point);
              } else {
                latin.append(Character.isUpperCase(point) ? alike.toUpperCase(Locale.ROOT) : alike);
              }
            });
    return latin.toString();
  }

  /**
   * The lower-case Latin letter that a letter looks like (Unicode TR 39, confusables); empty if
   * there is none.
   */
  static String latinLookAlike(int point) {
    if (!Character.isLetter(point) || Character.isIdeographic(point)) {
      return "";
    }
    return LookAlikes.LATIN.computeIfAbsent(point, LookAlikes::latin);
  }

  /** The confusables of ICU, loaded with the first letter of another script. */
  private static final class LookAlikes {

    private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
    private static final Map<Integer, String> LATIN = new ConcurrentHashMap<>();

    static String latin(int point) {
      String skeleton = CHECKER.getSkeleton(Character.toString(point)).toLowerCase(Locale.ROOT);
      boolean letter = skeleton.length() == 1 && skeleton.charAt(0) >= 'a';
      return letter && skeleton.charAt(0) <= 'z' ? skeleton : "";
    }
  }
}
