package io.lexstream.loadtest.generator;

/**
 * Documents whose text came before: reposts, spam, log lines.
 *
 * @param share share of documents that repeat an earlier one, in {@code [0, 1)}
 * @param distance how many documents ago the repeated one came at most; each distance up to it is
 *     as likely
 */
public record Repeats(double share, int distance) {

  /** Every text is new, as far as the corpus goes. */
  public static final Repeats NONE = new Repeats(0, 1);

  public Repeats {
    if (share < 0 || share >= 1) {
      throw new IllegalArgumentException(
          "share of repeats is " + share + ": it must be from 0 to less than 1");
    }
    if (distance < 1) {
      throw new IllegalArgumentException(
          "distance of repeats is " + distance + ": it must be 1 or more");
    }
  }
}
