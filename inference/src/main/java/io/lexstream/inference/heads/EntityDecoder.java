package io.lexstream.inference.heads;

import io.lexstream.inference.Entity;
import io.lexstream.inference.Span;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.DecodedText;
import io.lexstream.inference.text.Graphemes;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.ArrayList;
import java.util.Arrays;
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
    var decoded = DecodedText.of(output.points());
    if (decoded.isOriginal()) {
      return entities(output);
    }
    // White space can be written as a reference, such as &nbsp; and &#10;, and separates names too.
    return entities(in(decoded, output)).stream()
        .map(entity -> toOriginal(entity, decoded, output.points()))
        .toList();
  }

  /** The output with offsets in the decoded text. */
  private static WindowedOutput in(DecodedText text, WindowedOutput output) {
    TokenizedText tokens = output.tokens();
    return new WindowedOutput(
        text.points(),
        text.toDecoded(output.sentences()),
        new TokenizedText(
            tokens.ids(),
            Arrays.stream(tokens.starts()).map(text::toDecoded).toArray(),
            Arrays.stream(tokens.ends()).map(text::toDecoded).toArray(),
            tokens.wordStarts(),
            tokens.sentences()),
        output.windows(),
        output.outputs());
  }

  private static Entity toOriginal(Entity entity, DecodedText text, CodePoints original) {
    Span span = text.toOriginal(entity.span());
    return new Entity(original.slice(span), entity.type(), span, entity.score());
  }

  private List<Entity> entities(WindowedOutput output) {
    WordScores words = words(output);
    int[] labels =
        viterbi
            .map(decoder -> decoder.best(words))
            .orElseGet(() -> IntStream.range(0, words.size()).map(words::best).toArray());
    var entities = new ArrayList<Entity>();
    int first = 0;
    for (int word = 1; word <= labels.length; word++) {
      if (word == labels.length || !tags.get(labels[word]).continues(tags.get(labels[word - 1]))) {
        if (tags.get(labels[first]).place() != Tag.Place.OUTSIDE) {
          addEntities(entities, output, words, labels, first, word);
        }
        first = word;
      }
    }
    return List.copyOf(entities);
  }

  /**
   * Adds the entity of the words {@code [from, to)}, or several entities if the words are in
   * several lines.
   */
  private void addEntities(
      List<Entity> entities,
      WindowedOutput output,
      WordScores words,
      int[] labels,
      int from,
      int to) {
    int first = from;
    for (int word = from + 1; word <= to; word++) {
      if (word == to || isSeparated(output, words, word, from, to)) {
        addEntity(entities, output, words, labels, first, word);
        first = word;
      }
    }
  }

  private void addEntity(
      List<Entity> entities,
      WindowedOutput output,
      WordScores words,
      int[] labels,
      int from,
      int to) {
    CodePoints points = output.points();
    int first = from;
    while (first + 1 < to && isListMark(points, span(output, words, first, first + 1))) {
      first++;
    }
    Span span = span(output, words, first, to);
    if (head.words() == WordRule.TEXT && span.length() > 0) {
      span = expanded(entities, points, span);
    }
    if (span.length() > 0) {
      double scores = 0;
      for (int word = first; word < to; word++) {
        scores += words.score(word, labels[word]);
      }
      String type = tags.get(labels[first]).type();
      entities.add(new Entity(points.slice(span), type, span, scores / (to - first)));
    }
  }

  /** Whether white space before a word separates two names. Transformers joins them. */
  private boolean isSeparated(WindowedOutput output, WordScores words, int word, int from, int to) {
    if (head.words() == WordRule.TRANSFORMERS) {
      return false;
    }
    Span before = span(output, words, from, word);
    Span after = span(output, words, word, to);
    return NameSeparators.separates(output.points(), before, after);
  }

  /** Whether a word is the mark of a list item, which some models tag as part of a name. */
  private boolean isListMark(CodePoints text, Span word) {
    if (head.words() == WordRule.TRANSFORMERS
        || word.length() != 1
        || word.end() == text.length()
        || !CodePoints.blank(text.at(word.end()))) {
      return false;
    }
    return switch (text.at(word.start())) {
      case '-', '*', '\u2013', '\u2014', '\u2022', '\u2023', '\u00B7', '\u25CF' -> true;
      default -> false;
    };
  }

  /** The text of the words {@code [from, to)}, without surrounding blanks. */
  private static Span span(WindowedOutput output, WordScores words, int from, int to) {
    return output
        .points()
        .trimmed(
            output.tokens().starts()[words.fromToken(from)],
            output.tokens().ends()[words.toToken(to - 1) - 1]);
  }

  /** The span with whole grapheme clusters. It does not grow into the entity before it. */
  private static Span expanded(List<Entity> entities, CodePoints points, Span span) {
    Span expanded = Graphemes.expand(points, span);
    int end = entities.isEmpty() ? 0 : entities.get(entities.size() - 1).span().end();
    return expanded.start() >= end
        ? expanded
        : new Span(Math.min(end, span.start()), expanded.end());
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
}
