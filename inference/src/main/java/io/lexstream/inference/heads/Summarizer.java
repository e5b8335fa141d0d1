package io.lexstream.inference.heads;

import io.lexstream.inference.SkippedTask;
import io.lexstream.inference.Span;
import io.lexstream.inference.Summary;
import io.lexstream.inference.SummarySentence;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.StackTraces;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Selects the most important sentences of a text.
 *
 * <p>The score of a sentence combines {@linkplain WordCentrality word centrality} and its position:
 * early sentences score higher. The first sentence outside the least central quarter opens the
 * summary, which excludes greetings. The remaining sentences are selected by score; a sentence that
 * repeats a selected one is skipped. The summary lists them in text order.
 *
 * <p>The frames of a stack trace are ignored: the message of the exception is its summary.
 *
 * <p>Sentence vectors detect repetition. They do not measure centrality: a vector contains much of
 * the other sentences in its window, and summaries by vector centrality scored lower.
 */
public final class Summarizer {

  /** The method name in a summary. */
  public static final String METHOD = "extractive";

  private static final int MIN_SENTENCES = 2;
  private static final int MIN_TOKENS = 24;

  /** Excludes headings and interjections from a summary. */
  private static final int MIN_WORDS_PER_SENTENCE = 5;

  /** The message of an exception can be shorter than a sentence. */
  private static final int MIN_WORDS_PER_MESSAGE = 2;

  /**
   * Weight of the position in the score, and the number of sentences over which it decays. A grid
   * search on the dev split of SciTLDR chose both, see {@code models/recipes/summaries.py}.
   */
  private static final double POSITION_SHARE = 0.5;

  private static final double POSITION_DECAY = 64;

  /**
   * Sentences whose vectors have a larger cosine repeat each other. Of adjacent sentences that do
   * not, one percent reaches this value, because they share a window. Equal sentences in different
   * windows have different vectors, so words are compared too.
   */
  private static final double REPETITION = 0.99;

  private final Head.SentenceVectors head;
  private final SummaryLimits limits;

  /** A summarizer for one head. */
  public Summarizer(Head.SentenceVectors head, SummaryLimits limits) {
    this.head = head;
    this.limits = limits;
  }

  /**
   * The summary of a text. It has at most half of the sentences and at most half of the length of
   * the text.
   *
   * @param skipped receives the reason if there is no summary
   */
  public Optional<Summary> summarize(WindowedOutput output, Consumer<String> skipped) {
    if (output.sentences().size() < MIN_SENTENCES) {
      skipped.accept(SkippedTask.SINGLE_SENTENCE);
      return Optional.empty();
    }
    if (output.tokens().size() < MIN_TOKENS) {
      skipped.accept(SkippedTask.TOO_SHORT);
      return Optional.empty();
    }
    var vectors = SentenceVectors.of(head, output);
    var texts = output.sentences().stream().map(output.points()::slice).toList();
    var words = texts.stream().map(Summarizer::words).toList();
    var frames = StackTraces.frames(texts);
    var candidates = candidates(vectors, words, frames, MIN_WORDS_PER_SENTENCE);
    if (candidates.isEmpty() && !frames.isEmpty()) {
      candidates = candidates(vectors, words, frames, MIN_WORDS_PER_MESSAGE);
    }
    if (candidates.size() < (frames.isEmpty() ? MIN_SENTENCES : 1)) {
      skipped.accept(SkippedTask.SINGLE_SENTENCE);
      return Optional.empty();
    }
    double[] centrality = centrality(output, frames);
    double[] scores = scores(centrality);
    int wanted = Math.min(limits.sentences(), Math.max(1, candidates.size() / 2));
    int length = Math.min(limits.length(), output.points().length() / 2);
    var fitting =
        ranked(candidates, scores, centrality).stream()
            .filter(i -> output.sentences().get(i).length() <= length)
            .toList();
    if (fitting.isEmpty()) {
      skipped.accept(SkippedTask.TOO_SHORT);
      return Optional.empty();
    }
    var chosen =
        choose(vectors, words, fitting, output.sentences(), wanted, length).stream()
            .sorted()
            .map(i -> new SummarySentence(output.sentences().get(i), scores[i]))
            .toList();
    return Optional.of(new Summary(joined(output.points(), chosen), METHOD, chosen));
  }

  private static List<Integer> candidates(
      float[][] vectors, List<List<String>> words, BitSet frames, int minWords) {
    return IntStream.range(0, words.size())
        .filter(i -> vectors[i] != null && !frames.get(i))
        .filter(i -> words.get(i).size() >= minWords)
        .boxed()
        .toList();
  }

  /** The centrality of each sentence. The frames of a stack trace do not count. */
  private static double[] centrality(WindowedOutput output, BitSet frames) {
    if (frames.isEmpty()) {
      return WordCentrality.of(output.points(), output.sentences());
    }
    int[] others =
        IntStream.range(0, output.sentences().size()).filter(i -> !frames.get(i)).toArray();
    double[] found =
        WordCentrality.of(
            output.points(), IntStream.of(others).mapToObj(output.sentences()::get).toList());
    var centrality = new double[output.sentences().size()];
    for (int i = 0; i < others.length; i++) {
      centrality[others[i]] = found[i];
    }
    return centrality;
  }

  /** Joins sentences with a space, except after characters of scripts written without spaces. */
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

  /** Whether no space follows a sentence that ends with this code point. */
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

  /** Candidates by decreasing score, after the sentence that opens the summary. */
  private static List<Integer> ranked(
      List<Integer> candidates, double[] scores, double[] centrality) {
    double[] ascending = candidates.stream().mapToDouble(i -> centrality[i]).sorted().toArray();
    double lowestQuarter = ascending[(ascending.length - 1) / 4];
    int opening =
        candidates.stream().filter(i -> centrality[i] > lowestQuarter).findFirst().orElse(-1);
    return candidates.stream()
        .sorted(
            Comparator.comparing((Integer i) -> i != opening).thenComparingDouble(i -> -scores[i]))
        .toList();
  }

  private static List<Integer> choose(
      float[][] vectors,
      List<List<String>> words,
      List<Integer> byRank,
      List<Span> sentences,
      int wanted,
      int length) {
    var chosen = new ArrayList<Integer>();
    int rest = length + 1; // no blank before the first sentence
    for (int i : byRank) {
      if (chosen.stream().anyMatch(c -> repeats(vectors, words, c, i))) {
        continue;
      }
      int needed = sentences.get(i).length() + 1;
      // Sentences of lower rank that are short enough make a summary worse, not better.
      if (chosen.size() == wanted || needed > rest) {
        break;
      }
      chosen.add(i);
      rest -= needed;
    }
    return chosen;
  }

  private static boolean repeats(float[][] vectors, List<List<String>> words, int a, int b) {
    return words.get(a).equals(words.get(b)) || dot(vectors[a], vectors[b]) > REPETITION;
  }

  /** Lower-case words: runs of letters and digits, or single characters without spaces. */
  private static List<String> words(String sentence) {
    var words = new ArrayList<String>();
    int begin = -1;
    var lower = sentence.toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); at += Character.charCount(lower.codePointAt(at))) {
      int point = lower.codePointAt(at);
      boolean character = WordCentrality.writtenWithoutSpaces(point);
      boolean part = !character && WordCentrality.isPartOfWord(point);
      if (begin >= 0 && !part) {
        words.add(lower.substring(begin, at));
        begin = -1;
      } else if (begin < 0 && part) {
        begin = at;
      }
      if (character) {
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
