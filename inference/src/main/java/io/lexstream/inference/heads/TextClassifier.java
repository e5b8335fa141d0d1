package io.lexstream.inference.heads;

import io.lexstream.inference.Classification;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.tokens.Window;
import java.util.LinkedHashMap;
import java.util.List;

/** Classifies a text from a head that labels whole texts, and merges the windows of long texts. */
public final class TextClassifier {

  private final Head.TextLabels head;

  /** A classifier for one head. */
  public TextClassifier(Head.TextLabels head) {
    this.head = head;
  }

  /** The label of a text and the scores of all labels. */
  public Classification classify(WindowedOutput output) {
    var scores = output.outputs().stream().map(this::scores).toList();
    return classification(
        switch (head.longTexts()) {
          case MEAN -> mean(scores, output.windows());
          case HIGHEST -> highestOfEach(scores);
          case WORST_WINDOW ->
              head.cleanLabel()
                  .map(label -> worst(scores, head.labels().indexOf(label)))
                  .orElseGet(() -> mean(scores, output.windows()));
        });
  }

  /** The label of a single row. */
  String label(RowOutput row) {
    return classification(scores(row)).label();
  }

  private double[] scores(RowOutput row) {
    float[] logits = row.of(head.output());
    return head.activation().apply(logits, 0, head.labels().size(), head.temperature());
  }

  private static double[] mean(List<double[]> scores, List<Window> windows) {
    var mean = new double[scores.get(0).length];
    double tokens = windows.stream().mapToInt(Window::coreSize).sum();
    for (int w = 0; w < windows.size(); w++) {
      double weight = windows.get(w).coreSize() / tokens;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += weight * scores.get(w)[i];
      }
    }
    return mean;
  }

  private static double[] worst(List<double[]> scores, int clean) {
    double[] worst = scores.get(0);
    for (double[] window : scores) {
      if (window[clean] < worst[clean]) {
        worst = window;
      }
    }
    return worst;
  }

  private static double[] highestOfEach(List<double[]> scores) {
    var highest = scores.get(0).clone();
    for (double[] window : scores) {
      for (int i = 0; i < highest.length; i++) {
        highest[i] = Math.max(highest[i], window[i]);
      }
    }
    return highest;
  }

  private Classification classification(double[] scores) {
    int best = 0;
    var byLabel = new LinkedHashMap<String, Double>();
    for (int i = 0; i < scores.length; i++) {
      byLabel.put(head.labels().get(i), scores[i]);
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return new Classification(head.labels().get(best), scores[best], byLabel);
  }
}
