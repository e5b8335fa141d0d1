package io.lexstream.inference.heads;

import io.lexstream.inference.Span;
import io.lexstream.inference.Summary;
import io.lexstream.inference.SummarySentence;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.text.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses the sentences that say most about a text.
 *
 * <p>A sentence scores by its centrality, the cosine between its vector and the mean of all the
 * text's sentence vectors (Radev et al. 2004, centroid), and a little by standing early, where
 * writers put what matters. Sentences are taken one by one by maximal marginal relevance (Carbonell
 * and Goldstein 1998), so that the second does not repeat the first, and given in text order.
 */
public final class Summarizer {

  /** What this way of summarizing is called in a summary. */
  public static final String METHOD = "extractive";

  private static final int LEAST_SENTENCES = 2;
  private static final int LEAST_TOKENS = 24;

  /** Headings and interjections are no sentences to summarize with. */
  private static final int LEAST_TOKENS_OF_A_SENTENCE = 5;

  private static final double POSITION_SHARE = 0.2;
  private static final double POSITION_DECAY = 4;

  /** Sentences whose vectors have a larger cosine say the same. */
  private static final double REPETITION = 0.9;

  private final Head.SentenceVectors head;
  private final int longest;

  /** A summarizer that gives at most {@code longest} sentences, and at most half of the text's. */
  public Summarizer(Head.SentenceVectors head, int longest) {
    this.head = head;
    this.longest = longest;
  }

  /** The summary, or empty if the text is too short for one. */
  public Optional<Summary> summarize(WindowedOutput output) {
    if (output.sentences().size() < LEAST_SENTENCES || output.tokens().size() < LEAST_TOKENS) {
      return Optional.empty();
    }
    var sentences = SentenceVectors.of(head, output);
    var candidates =
        IntStream.range(0, sentences.vectors().length)
            .filter(i -> sentences.tokens()[i] >= LEAST_TOKENS_OF_A_SENTENCE)
            .boxed()
            .toList();
    if (candidates.size() < LEAST_SENTENCES) {
      return Optional.empty();
    }
    double[] scores = scores(sentences.vectors());
    int wanted = Math.min(longest, Math.max(1, candidates.size() / 2));
    var chosen =
        choose(sentences.vectors(), scores, candidates, wanted).stream()
            .sorted()
            .map(i -> new SummarySentence(output.sentences().get(i), scores[i]))
            .toList();
    return Optional.of(new Summary(joined(output.points(), chosen), METHOD, chosen));
  }

  /** Sentences with a space between them, but for scripts that are written without. */
  private static String joined(CodePoints points, List<SummarySentence> chosen) {
    var text = new StringBuilder();
    for (SummarySentence sentence : chosen) {
      Span span = sentence.span();
      if (!text.isEmpty() && !fullWidth(text.codePointBefore(text.length()))) {
        text.append(' ');
      }
      text.append(points.slice(span));
    }
    return text.toString();
  }

  /** Whether a sentence that ends so is followed by the next without a space. */
  private static boolean fullWidth(int codePoint) {
    return Character.isIdeographic(codePoint)
        || (codePoint >= 0x3000 && codePoint <= 0x303F)
        || (codePoint >= 0xFF00 && codePoint <= 0xFF60);
  }

  private static double[] scores(float[][] vectors) {
    double[] centroid = mean(vectors);
    double length = Math.sqrt(dot(centroid, centroid));
    var scores = new double[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      if (vectors[i] == null || length == 0) {
        continue;
      }
      double centrality = Math.max(0, dot(centroid, vectors[i]) / length);
      double position = Math.exp(-i / POSITION_DECAY);
      scores[i] = Math.min(1, (1 - POSITION_SHARE) * centrality + POSITION_SHARE * position);
    }
    return scores;
  }

  private static List<Integer> choose(
      float[][] vectors, double[] scores, List<Integer> candidates, int wanted) {
    var byScore = new ArrayList<>(candidates);
    byScore.sort(Comparator.comparingDouble((Integer i) -> -scores[i]));
    var chosen = new ArrayList<Integer>();
    for (int i : byScore) {
      if (chosen.size() == wanted) {
        break;
      }
      if (chosen.stream().noneMatch(c -> dot(vectors[c], vectors[i]) > REPETITION)) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private static double[] mean(float[][] vectors) {
    double[] mean = null;
    int counted = 0;
    for (float[] vector : vectors) {
      if (vector == null) {
        continue;
      }
      if (mean == null) {
        mean = new double[vector.length];
      }
      counted++;
      for (int d = 0; d < mean.length; d++) {
        mean[d] += (vector[d] - mean[d]) / counted;
      }
    }
    return mean == null ? new double[0] : mean;
  }

  private static double dot(double[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
