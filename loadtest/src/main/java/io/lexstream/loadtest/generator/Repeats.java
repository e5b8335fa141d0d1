package io.lexstream.loadtest.generator;

/**
 * Documents with an earlier text, such as reposts, spam and log lines.
 *
 * @param share share of documents that repeat an earlier one, in {@code [0, 1)}
 * @param distance largest distance to the repeated document; distances are uniformly distributed
 */
public record Repeats(double share, int distance) {

  /** No repeats other than those in the corpus. */
  public static final Repeats NONE = new Repeats(0, 1);

  public Repeats {
    if (share < 0 || share >= 1) {
      throw new IllegalArgumentException(
          "share of repeats is %s: must be at least 0 and less than 1".formatted(share));
    }
    if (distance < 1) {
      throw new IllegalArgumentException(
          "distance of repeats is %d: must be at least 1".formatted(distance));
    }
  }
}
