package io.lexstream.inference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of a classification head.
 *
 * @param label the label with the highest score
 * @param score its score, in {@code [0, 1]}
 * @param scores every label's score, in the label order of the model package
 * @param disguised whether words of the text are disguised, and the label is that of the text
 *     without disguises
 */
public record Classification(
    String label, double score, Map<String, Double> scores, boolean disguised) {

  /** Copies the scores, keeping their order. */
  public Classification {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /** The classification of a text as it is written. */
  public Classification(String label, double score, Map<String, Double> scores) {
    this(label, score, scores, false);
  }
}
