package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** An unlimited stream of documents. A seed determines the stream. Not thread safe. */
public final class DocumentStream {

  private final LanguageMix languages;
  private final Repeats repeats;
  private final Map<String, Texts> texts = new HashMap<>();
  private final SplittableRandom random;
  private final ArrayDeque<Sample> recent = new ArrayDeque<>();
  private long number;

  /**
   * @param texts source of texts for each language
   */
  public DocumentStream(
      LanguageMix languages, Repeats repeats, Function<String, Texts> texts, long seed) {
    this.languages = languages;
    this.repeats = repeats;
    languages.languages().forEach(language -> this.texts.put(language, texts.apply(language)));
    this.random = new SplittableRandom(seed);
  }

  /** A stream of texts in one language, without repeats other than those in the corpus. */
  public static DocumentStream of(String language, Texts texts, long seed) {
    return new DocumentStream(LanguageMix.only(language), Repeats.NONE, any -> texts, seed);
  }

  /** The next document. */
  public GeneratedDocument next() {
    boolean repeat = !recent.isEmpty() && random.nextDouble() < repeats.share();
    var sample = repeat ? earlier() : texts.get(languages.next(random)).next(random);
    remember(sample);
    return new GeneratedDocument(number++, sample, repeat);
  }

  /** The next {@code count} documents. */
  public List<GeneratedDocument> take(int count) {
    var taken = new ArrayList<GeneratedDocument>(count);
    for (int i = 0; i < count; i++) {
      taken.add(next());
    }
    return taken;
  }

  private Sample earlier() {
    int back = random.nextInt(recent.size());
    var newestFirst = recent.descendingIterator();
    for (int i = 0; i < back; i++) {
      newestFirst.next();
    }
    return newestFirst.next();
  }

  private void remember(Sample sample) {
    recent.addLast(sample);
    if (recent.size() > repeats.distance()) {
      recent.removeFirst();
    }
  }
}
