package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.cli.demo.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Parts of real texts with given lengths: consecutive words of the corpus from a random word,
 * across the ends of texts.
 *
 * <p>A text exceeds its length by less than the tokens of one word if no token spans two words,
 * which holds for WordPiece.
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
    int length = lengths.next(random);
    int next = random.nextInt(words.size());
    var source = words.get(next).source;
    var taken = new ArrayList<String>();
    for (int tokens = 0; tokens < length; next = (next + 1) % words.size()) {
      taken.add(words.get(next).form);
      tokens += words.get(next).tokens;
    }
    return new Sample(taken.stream().collect(Collectors.joining(separator)), source, language);
  }

  private record Word(String form, int tokens, String source) {}
}
