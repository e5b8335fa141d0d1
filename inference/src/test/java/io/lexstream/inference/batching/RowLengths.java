package io.lexstream.inference.batching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Realistic lengths in tokens. */
final class RowLengths {

  private static final int LONGEST = 256;

  private RowLengths() {}

  /**
   * Of rows of real product reviews: windows of at most 256 tokens, without overlap, in random
   * order.
   */
  static IntSupplier ofReviews(long seed) {
    var random = new Random(seed);
    int[] rows = reviews().flatMap(RowLengths::windows).toArray();
    return () -> rows[random.nextInt(rows.length)];
  }

  /** Lognormal, which approximates the lengths of posts and comments. */
  static IntSupplier lognormal(int median, double sigma, long seed) {
    var random = new Random(seed);
    return () ->
        (int)
            Math.max(
                4, Math.min(LONGEST, Math.round(median * Math.exp(sigma * random.nextGaussian()))));
  }

  private static IntStream reviews() {
    try (var in = RowLengths.class.getResourceAsStream("/batching/review-lengths.txt")) {
      var lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"));
      return lines.flatMap(line -> Arrays.stream(line.split(" "))).mapToInt(Integer::parseInt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IntStream windows(int tokens) {
    var full = IntStream.generate(() -> LONGEST).limit(tokens / LONGEST);
    return tokens % LONGEST == 0 ? full : IntStream.concat(full, IntStream.of(tokens % LONGEST));
  }
}
