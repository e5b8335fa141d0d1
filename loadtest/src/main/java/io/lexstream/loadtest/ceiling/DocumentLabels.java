package io.lexstream.loadtest.ceiling;

import io.lexstream.loadtest.ceiling.PackageHeads.LabelHead;
import java.util.HashMap;
import java.util.Map;

/**
 * The labels of a document, computed from the logits of its rows. Sentiment is the mean of the
 * scores, weighted by tokens; toxicity is that of the row with the lowest score for {@code clean}.
 * This code does not use the inference module, because it checks that module. Thread safe.
 */
final class DocumentLabels {

  private static final String CLEAN = "clean";

  private final Map<LabelHead, double[]> scores = new HashMap<>();

  synchronized void add(LabelHead head, float[] logits, int tokens) {
    double[] row = softmax(logits, head.temperature());
    if (head.task().equals("sentiment")) {
      double[] sum = scores.computeIfAbsent(head, any -> new double[row.length]);
      for (int i = 0; i < row.length; i++) {
        sum[i] += tokens * row[i];
      }
    } else {
      int clean = Math.max(0, head.labels().indexOf(CLEAN));
      scores.merge(head, row, (worst, other) -> other[clean] < worst[clean] ? other : worst);
    }
  }

  /** The label with the highest score, by task. */
  synchronized Map<String, String> best() {
    var labels = new HashMap<String, String>();
    scores.forEach((head, sums) -> labels.put(head.task(), head.labels().get(largest(sums))));
    return labels;
  }

  private static int largest(double[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  private static double[] softmax(float[] logits, double temperature) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit / temperature);
    }
    var scores = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      scores[i] = Math.exp(logits[i] / temperature - max);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }
}
