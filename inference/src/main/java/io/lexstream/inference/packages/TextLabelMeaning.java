package io.lexstream.inference.packages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the task of a published text classifier from the names of its labels. */
final class TextLabelMeaning {

  private static final Pattern STARS = Pattern.compile("[1-5] stars?");
  private static final Set<String> POSITIVE = Set.of("positive", "pos");
  private static final Set<String> NEGATIVE = Set.of("negative", "neg");
  private static final Set<String> CLEAN =
      Set.of(
          "clean",
          "neutral",
          "none",
          "normal",
          "safe",
          "ok",
          "nontoxic",
          "nottoxic",
          "nonhate",
          "nothate",
          "nohate",
          "nonoffensive",
          "notoffensive",
          "nonabusive",
          "notabusive");
  private static final Pattern TOXIC =
      Pattern.compile(".*(toxic|hate|offensive|abus|insult|obscene|threat|harass).*");

  private TextLabelMeaning() {}

  /** The task that the labels identify: sentiment, toxicity, or none. */
  static Optional<Task> task(List<String> labels) {
    var plain = labels.stream().map(TextLabelMeaning::plain).toList();
    boolean bothPoles =
        plain.stream().anyMatch(POSITIVE::contains) && plain.stream().anyMatch(NEGATIVE::contains);
    boolean stars =
        labels.stream().allMatch(label -> STARS.matcher(label.toLowerCase(Locale.ROOT)).matches());
    if (bothPoles || stars) {
      return Optional.of(Task.SENTIMENT);
    }
    boolean toxic =
        plain.stream().anyMatch(label -> !CLEAN.contains(label) && TOXIC.matcher(label).matches());
    return toxic ? Optional.of(Task.TOXICITY) : Optional.empty();
  }

  private static String plain(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
