package io.lexstream.inference.heads;

import io.lexstream.inference.Classification;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.Task;
import io.lexstream.inference.packages.TextLabelMeaning;
import io.lexstream.inference.tokens.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Classifies a text from a head that labels whole texts.
 *
 * <p>In a long text, sentiment is the mean of all windows weighted by tokens. Toxicity comes from
 * the most toxic window: one insult makes a long text toxic.
 */
public final class TextClassifier {

  private final Head.TextLabels head;
  private final OptionalInt clean;

  /** A classifier for one head. */
  public TextClassifier(Head.TextLabels head) {
    this.head = head;
    this.clean =
        IntStream.range(0, head.labels().size())
            .filter(i -> TextLabelMeaning.clean(head.labels().get(i)))
            .findFirst();
  }

  /** The label of a text and the scores of all labels. */
  public Classification classify(WindowedOutput output) {
    var scores =
        output.outputs().stream()
            .map(row -> row.of(head.output()))
            .map(
                logits ->
                    head.activation().apply(logits, 0, head.labels().size(), head.temperature()))
            .toList();
    return classification(
        head.task() == Task.TOXICITY ? worst(scores) : mean(scores, output.windows()));
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

  private double[] worst(List<double[]> scores) {
    if (clean.isEmpty()) {
      return highestOfEach(scores);
    }
    double[] worst = scores.get(0);
    for (double[] window : scores) {
      if (window[clean.getAsInt()] < worst[clean.getAsInt()]) {
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
