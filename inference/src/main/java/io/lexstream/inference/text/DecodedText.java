package io.lexstream.inference.text;

import io.lexstream.inference.Span;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * A text with its HTML character references decoded ({@code &eacute;}, {@code &#233;}, {@code
 * &amp;}), and the mapping of offsets to the original text. A reference that was escaped again
 * ({@code &amp;eacute;}) is decoded too.
 *
 * <p>Sentences, tokens and languages are found in the decoded text, so a reference counts as the
 * character that it stands for and no token or sentence cuts it. Offsets in results always refer to
 * the original text.
 *
 * <p>Immutable.
 */
public final class DecodedText {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "&(?:amp;){0,3}(#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)");

  private static final String AMPERSAND = "&amp;";

  private final CodePoints points;

  /** Original offset of each decoded code point and of the end; null if nothing was decoded. */
  private final int[] offsets;

  private DecodedText(CodePoints points, int[] offsets) {
    this.points = points;
    this.offsets = offsets;
  }

  /** Decodes the references of a text. */
  public static DecodedText of(CodePoints original) {
    if (original.indexOf('&') < 0) {
      return new DecodedText(original, null);
    }
    String text = original.slice(0, original.length());
    var decoded = new StringBuilder(text.length());
    var offsets = new int[original.length() + 1];
    int size = 0;
    int unit = 0;
    int point = 0;
    for (Matcher found = REFERENCE.matcher(text); ; ) {
      boolean more = found.find(unit);
      int next = more ? found.start() : text.length();
      while (unit < next) {
        int codePoint = text.codePointAt(unit);
        decoded.appendCodePoint(codePoint);
        offsets[size++] = point++;
        unit += Character.charCount(codePoint);
      }
      if (!more) {
        break;
      }
      Reference reference = Reference.of(found);
      decoded.appendCodePoint(reference.codePoint());
      offsets[size++] = point;
      // References are ASCII: one code point per UTF-16 unit.
      point += reference.length();
      unit += reference.length();
    }
    if (size == original.length()) {
      return new DecodedText(original, null);
    }
    offsets[size] = point;
    return new DecodedText(CodePoints.of(decoded.toString()), Arrays.copyOf(offsets, size + 1));
  }

  /** The text with its references decoded, for readers that need no offsets. */
  static String decode(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              Reference reference = Reference.of(found);
              return Matcher.quoteReplacement(
                  Character.toString(reference.codePoint())
                      + found.group().substring(reference.length()));
            });
  }

  /** The decoded code points. */
  public CodePoints points() {
    return points;
  }

  /** Whether the original text contains no references. */
  public boolean isOriginal() {
    return offsets == null;
  }

  /** The original offset of a decoded offset. */
  public int toOriginal(int offset) {
    return offsets == null ? offset : offsets[offset];
  }

  /** The original span of a decoded span. */
  public Span toOriginal(Span span) {
    return new Span(toOriginal(span.start()), toOriginal(span.end()));
  }

  /** The decoded spans of original spans. */
  public List<Span> toDecoded(List<Span> spans) {
    return isOriginal()
        ? spans
        : spans.stream()
            .map(span -> new Span(toDecoded(span.start()), toDecoded(span.end())))
            .toList();
  }

  /** The decoded offset of an original offset. */
  public int toDecoded(int offset) {
    if (isOriginal()) {
      return offset;
    }
    int found = Arrays.binarySearch(offsets, offset);
    // An offset inside of a reference becomes the offset of its character.
    return found >= 0 ? found : -found - 2;
  }

  /**
   * A reference, or the first character of a sequence that only looks like one.
   *
   * @param codePoint the character that it stands for
   * @param length length of the reference, in UTF-16 units
   */
  private record Reference(int codePoint, int length) {

    static Reference of(java.util.regex.MatchResult found) {
      String decoded = Parser.unescapeEntities("&" + found.group(1), false);
      // Names of unknown characters, and the few names of two characters, stay as they are.
      if (decoded.codePointCount(0, decoded.length()) == 1) {
        int codePoint = decoded.codePointAt(0);
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return new Reference(surrogate ? 0xFFFD : codePoint, found.group().length());
      }
      return new Reference('&', found.group().startsWith(AMPERSAND) ? AMPERSAND.length() : 1);
    }
  }
}
