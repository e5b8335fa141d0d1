package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.cli.demo.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Stretches of real text of a wanted length: words as they follow one another in the corpus, from a
 * word chosen at random, on into the next text where one ends, until the tokens are enough.
 *
 * <p>Lengths are exact to the last word's tokens as long as no token spans two words, which holds
 * for WordPiece.
 */
public final class CutTexts implements Texts {

  private final List<Word> words;
  private final String separator;
  private final Lengths lengths;
  private final String language;

  /**
   * @param corpus texts in one language
   * @param counter counts the tokens of a word
   */
  public CutTexts(Corpus corpus, Lengths lengths, TokenCounter counter) {
    this.language = corpus.samples().get(0).language();
    boolean spaced = !language.equals("zh") && !language.equals("ja");
    this.separator = spaced ? " " : "";
    this.lengths = lengths;
    this.words = words(corpus, spaced, counter);
  }

  private static List<Word> words(Corpus corpus, boolean spaced, TokenCounter counter) {
    var words = new ArrayList<Word>();
    for (Sample sample : corpus.samples()) {
      for (String word : parts(sample.text(), spaced)) {
        int tokens = word.isBlank() ? 0 : counter.tokens(word);
        if (tokens > 0) {
          words.add(new Word(word, tokens, sample.source()));
        }
      }
    }
    return words;
  }

  private static List<String> parts(String text, boolean spaced) {
    return spaced
        ? List.of(text.strip().split("\\s+"))
        : text.codePoints().mapToObj(Character::toString).toList();
  }

  @Override
  public Sample next(RandomGenerator random) {
    int wanted = lengths.next(random);
    int at = random.nextInt(words.size());
    var source = words.get(at).source;
    var taken = new ArrayList<String>();
    for (int tokens = 0; tokens < wanted; at = (at + 1) % words.size()) {
      taken.add(words.get(at).form);
      tokens += words.get(at).tokens;
    }
    return new Sample(taken.stream().collect(Collectors.joining(separator)), source, language);
  }

  private record Word(String form, int tokens, String source) {}
}
