package io.lexstream.inference;

/**
 * A part of a text, in Unicode code points: {@code [start, end)}.
 *
 * <p>Code points, not UTF-16 units, so that consumers in any language slice the same surface form.
 *
 * @param start first code point of the part
 * @param end code point after the last one
 */
public record Span(int start, int end) {

  /** Checks the order of the two ends. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "span [" + start + ", " + end + ") must satisfy 0 <= start <= end");
    }
  }

  /** The covered part of {@code text}. O(text length): code points have no random access. */
  public String of(String text) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }

  /** Number of code points covered. */
  public int length() {
    return end - start;
  }
}
