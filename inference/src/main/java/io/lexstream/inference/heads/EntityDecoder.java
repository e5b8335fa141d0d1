package io.lexstream.inference.heads;

import io.lexstream.inference.Entity;
import io.lexstream.inference.Span;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decodes entities from a head that tags tokens: joins sub-words to words and words to entities.
 *
 * <p>Agrees with the token-classification pipeline of Transformers for the {@code
 * aggregation_strategy} of the same name, with three exceptions: BIOES tags, which that pipeline
 * reads as types; the words of {@link WordRule#TEXT}; and heads with {@linkplain
 * Head.TokenTags#transitions() transitions}. In a long text the tag of a token comes from the
 * window whose core contains it.
 */
public final class EntityDecoder {

  private final Head.TokenTags head;
  private final List<Tag> tags;
  private final Optional<ViterbiDecoder> viterbi;

  /** A decoder for one head. */
  public EntityDecoder(Head.TokenTags head) {
    this.head = head;
    this.tags = head.labels().stream().map(Tag::of).toList();
    this.viterbi =
        head.transitions().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ViterbiDecoder(
                    head.transitions(), head.labels().indexOf(Head.TokenTags.OUTSIDE)));
  }

  /** The entities of a text in text order. */
  public List<Entity> decode(WindowedOutput output) {
    TokenizedText tokens = output.tokens();
    WordScores words = words(output);
    int[] labels =
        viterbi
            .map(decoder -> decoder.best(words))
            .orElseGet(() -> IntStream.range(0, words.size()).map(words::best).toArray());
    var entities = new Entities(output.points());
    for (int word = 0; word < labels.length; word++) {
      entities.add(
          tags.get(labels[word]),
          words.score(word, labels[word]),
          tokens.starts()[words.fromToken(word)],
          tokens.ends()[words.toToken(word) - 1]);
    }
    return entities.found();
  }

  private WordScores words(WindowedOutput output) {
    TokenizedText tokens = output.tokens();
    int labels = tags.size();
    var words = new WordScores(head.aggregation(), labels, tokens.size());
    for (int w = 0; w < output.windows().size(); w++) {
      Window window = output.windows().get(w);
      float[] logits = output.outputs().get(w).of(head.output());
      for (int t = window.coreFrom(); t < window.coreTo(); t++) {
        double[] scores =
            head.activation()
                .apply(logits, (t - window.from()) * labels, labels, head.temperature());
        if (t > 0 && !tokens.wordStarts()[t]) {
          words.add(t, scores);
        } else {
          removeWhiteSpace(words, output);
          words.start(t, scores);
        }
      }
    }
    removeWhiteSpace(words, output);
    return words;
  }

  /** Removes the last word if it is blank: some tokenizers make tokens of white space. */
  private void removeWhiteSpace(WordScores words, WindowedOutput output) {
    int last = words.size() - 1;
    if (last < 0 || head.words() == WordRule.TRANSFORMERS) {
      return;
    }
    int start = output.tokens().starts()[words.fromToken(last)];
    int end = output.tokens().ends()[words.toToken(last) - 1];
    if (output.points().trimmed(start, end).length() == 0) {
      words.removeLast();
    }
  }

  /** Joins tagged words to entities, in text order. */
  private static final class Entities {

    private static final Tag OUTSIDE = Tag.of(Head.TokenTags.OUTSIDE);

    private final CodePoints points;
    private final List<Entity> found = new ArrayList<>();
    private Tag last = OUTSIDE;
    private int start;
    private int end;
    private double scores;
    private int words;

    Entities(CodePoints points) {
      this.points = points;
    }

    void add(Tag tag, double score, int wordStart, int wordEnd) {
      if (!tag.continues(last)) {
        finish();
        start = wordStart;
        scores = 0;
        words = 0;
      }
      last = tag;
      end = wordEnd;
      scores += score;
      words++;
    }

    List<Entity> found() {
      finish();
      last = OUTSIDE;
      return List.copyOf(found);
    }

    private void finish() {
      if (last.place() == Tag.Place.OUTSIDE) {
        return;
      }
      Span span = points.trimmed(start, end);
      if (span.length() > 0) {
        found.add(new Entity(points.slice(span), last.type(), span, scores / words));
      }
    }
  }
}
