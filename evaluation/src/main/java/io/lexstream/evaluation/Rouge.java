package io.lexstream.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * ROUGE (Lin 2004) as the package {@code rouge-score} defines it without stemming: words are runs
 * of {@code a-z0-9} in lower case, a score is the F measure against one reference. For English
 * only.
 */
final class Rouge {

  private Rouge() {}

  /** F measure of common words, counted with multiplicity. */
  static double rouge1(String reference, String summary) {
    var expected = words(reference);
    var found = words(summary);
    Map<String, Integer> left = new HashMap<>();
    expected.forEach(word -> left.merge(word, 1, Integer::sum));
    int common = 0;
    for (var word : found) {
      if (left.merge(word, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return f(common, expected.size(), found.size());
  }

  /** F measure of the longest common subsequence of words. */
  static double rougeL(String reference, String summary) {
    var expected = words(reference);
    var found = words(summary);
    var longest = new int[found.size() + 1];
    for (var word : expected) {
      int diagonal = 0;
      for (int j = 1; j <= found.size(); j++) {
        int above = longest[j];
        longest[j] = word.equals(found.get(j - 1)) ? diagonal + 1 : Math.max(above, longest[j - 1]);
        diagonal = above;
      }
    }
    return f(longest[found.size()], expected.size(), found.size());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static double f(int common, int expected, int found) {
    return common == 0 ? 0 : 2.0 * common / (expected + found);
  }
}
