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
 */
public record Classification(String label, double score, Map<String, Double> scores) {

  /** Copies the scores, keeping their order. */
  public Classification {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }
}
