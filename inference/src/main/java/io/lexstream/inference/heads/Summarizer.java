package io.lexstream.inference.heads;

import io.lexstream.inference.Span;
import io.lexstream.inference.Summary;
import io.lexstream.inference.SummarySentence;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.text.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Chooses the sentences that say most about a text.
 *
 * <p>A sentence scores by how central its words are to the text, see {@link WordCentrality}, and by
 * standing early, where writers put what matters. The first sentence that is more central than the
 * least central quarter, as a greeting is not, opens the summary; then the best are taken one by
 * one, passing over those that repeat an earlier choice. They are given in text order.
 *
 * <p>Centrality of the sentence vectors was tried and does worse: within a window a sentence's
 * vector takes on much of its neighbours'. Vectors tell repetition.
 */
public final class Summarizer {

  /** What this way of summarizing is called in a summary. */
  public static final String METHOD = "extractive";

  private static final int LEAST_SENTENCES = 2;
  private static final int LEAST_TOKENS = 24;

  /** Headings and interjections are no sentences to summarize with. */
  private static final int LEAST_WORDS_OF_A_SENTENCE = 5;

  /**
   * How much standing early counts, and over how many sentences it fades: from a grid on the dev
   * split of SciTLDR, see {@code models/recipes/summaries.py}.
   */
  private static final double POSITION_SHARE = 0.6;

  private static final double POSITION_DECAY = 32;

  /**
   * Sentences whose vectors have a larger cosine say the same. Of neighbours that do not, the
   * closest hundredth reach this: they share a window. In windows of different texts around them
   * the same words have different vectors, so those are compared as well.
   */
  private static final double REPETITION = 0.99;

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
    var vectors = SentenceVectors.of(head, output);
    var sentences =
        output.sentences().stream().map(span -> words(output.points().slice(span))).toList();
    var candidates =
        IntStream.range(0, sentences.size())
            .filter(i -> vectors[i] != null)
            .filter(i -> sentences.get(i).size() >= LEAST_WORDS_OF_A_SENTENCE)
            .boxed()
            .toList();
    if (candidates.size() < LEAST_SENTENCES) {
      return Optional.empty();
    }
    double[] centrality = WordCentrality.of(output.points(), output.sentences());
    double[] scores = scores(centrality);
    int wanted = Math.min(longest, Math.max(1, candidates.size() / 2));
    var chosen =
        choose(vectors, sentences, ranked(candidates, scores, centrality), wanted).stream()
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

  private static double[] scores(double[] centrality) {
    var scores = new double[centrality.length];
    for (int i = 0; i < scores.length; i++) {
      double position = Math.exp(-i / POSITION_DECAY);
      scores[i] = (1 - POSITION_SHARE) * centrality[i] + POSITION_SHARE * position;
    }
    return scores;
  }

  /** By falling score, behind the sentence that opens the text. */
  private static List<Integer> ranked(
      List<Integer> candidates, double[] scores, double[] centrality) {
    double[] rising = candidates.stream().mapToDouble(i -> centrality[i]).sorted().toArray();
    double leastQuarter = rising[(rising.length - 1) / 4];
    int opening =
        candidates.stream().filter(i -> centrality[i] > leastQuarter).findFirst().orElse(-1);
    return candidates.stream()
        .sorted(
            Comparator.comparing((Integer i) -> i != opening).thenComparingDouble(i -> -scores[i]))
        .toList();
  }

  private static List<Integer> choose(
      float[][] vectors, List<List<String>> words, List<Integer> byRank, int wanted) {
    var chosen = new ArrayList<Integer>();
    for (int i : byRank) {
      if (chosen.size() == wanted) {
        break;
      }
      if (chosen.stream()
          .noneMatch(
              c -> words.get(c).equals(words.get(i)) || dot(vectors[c], vectors[i]) > REPETITION)) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  /** Runs of letters and digits in lower case; of scripts without spaces each character. */
  private static List<String> words(String sentence) {
    var words = new ArrayList<String>();
    int begin = -1;
    var lower = sentence.toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); at += Character.charCount(lower.codePointAt(at))) {
      int point = lower.codePointAt(at);
      boolean alone = WordCentrality.writtenWithoutSpaces(point);
      boolean part = !alone && WordCentrality.isPartOfWord(point);
      if (begin >= 0 && !part) {
        words.add(lower.substring(begin, at));
        begin = -1;
      } else if (begin < 0 && part) {
        begin = at;
      }
      if (alone) {
        words.add(Character.toString(point));
      }
    }
    if (begin >= 0) {
      words.add(lower.substring(begin));
    }
    return words;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
