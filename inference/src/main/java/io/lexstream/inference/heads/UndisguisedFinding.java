package io.lexstream.inference.heads;

import io.lexstream.inference.Classification;
import io.lexstream.inference.packages.Head;
import java.util.Optional;

/** Chooses between the classification of a text as written and without disguised words. */
public final class UndisguisedFinding {

  /**
   * Disguised words look toxic to a classifier: a text as written counts only from this score on.
   * Chosen on the validation split of TweetEval offensive, see decision 47.
   */
  private static final double CERTAIN = 0.95;

  private UndisguisedFinding() {}

  /**
   * The stronger finding. Without a clean label the finding of the text as written is kept, because
   * it is not known which label is a finding.
   *
   * @param partly whether {@code undisguised} is only that of the sentences with disguises: then a
   *     finding in the text as written always counts
   */
  public static Classification choose(
      Head.TextLabels head, Classification written, Classification undisguised, boolean partly) {
    Optional<String> clean = head.cleanLabel();
    if (clean.isEmpty()) {
      return written;
    }
    double writtenFinding = 1 - written.scores().get(clean.get());
    double undisguisedFinding = 1 - undisguised.scores().get(clean.get());
    if ((partly || writtenFinding >= CERTAIN) && writtenFinding > undisguisedFinding) {
      return written;
    }
    return new Classification(undisguised.label(), undisguised.score(), undisguised.scores(), true);
  }
}
