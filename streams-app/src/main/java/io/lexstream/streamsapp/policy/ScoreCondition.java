package io.lexstream.streamsapp.policy;

import java.util.Locale;

/**
 * True if the probability of {@code label} is in {@code bounds}.
 *
 * @param bounds if null, {@code label} must be the most probable label
 */
record ScoreCondition(Task task, String label, Bounds bounds) implements Condition {

  enum Task {
    TOXICITY,
    SENTIMENT;

    private Facts.Scores of(Facts facts) {
      return this == TOXICITY ? facts.toxicity() : facts.sentiment();
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    var scores = task.of(facts);
    if (scores == null) {
      return Finding.missing(task.text(), facts.whyMissing(task.text()));
    }
    if (!scores.byLabel().containsKey(label) && !label.equals(scores.label())) {
      // A model without the label gives no score for it: the value is missing, not low.
      return Finding.missing(task.text(), "the model has no label " + label);
    }
    if (bounds == null) {
      return Finding.of(scores.label().equals(label), task.text(), scores.label());
    }
    Double score = scores.byLabel().get(label);
    if (score == null) {
      return Finding.missing(task.text(), "there is no score of label " + label);
    }
    return Finding.of(
        bounds.contains(score),
        task.text() + "." + label,
        String.format(Locale.ROOT, "%.4f", score));
  }
}
