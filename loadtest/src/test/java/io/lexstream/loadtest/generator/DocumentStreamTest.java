package io.lexstream.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.cli.demo.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentStreamTest {

  private static final LanguageMix MIX = new LanguageMix(Map.of("en", 0.8, "zh", 0.2));

  @Test
  void aSeedDeterminesTheStream() {
    // Given
    var one = stream(new Repeats(0.3, 20), 42);
    var same = stream(new Repeats(0.3, 20), 42);
    var other = stream(new Repeats(0.3, 20), 43);

    // When
    var documents = one.take(1_000);

    // Then
    assertThat(same.take(1_000)).isEqualTo(documents);
    assertThat(other.take(1_000)).isNotEqualTo(documents);
  }

  @Test
  void languagesHaveTheirShares() {
    // Given
    var stream = stream(Repeats.NONE, 1);

    // When
    var documents = stream.take(20_000);

    // Then
    long chinese =
        documents.stream().filter(document -> document.sample().language().equals("zh")).count();
    assertThat(chinese / 20_000.0).isCloseTo(0.2, within(0.01));
  }

  @Test
  void repeatsHaveTheirShareAndAtMostTheirDistance() {
    // Given
    int distance = 50;
    var counter = new int[1];
    var stream =
        new DocumentStream(
            LanguageMix.only("en"),
            new Repeats(0.25, distance),
            // All texts are different unless they are repeats.
            language -> random -> new Sample("text " + counter[0]++, "counted", language),
            3);

    // When
    var documents = stream.take(20_000);

    // Then
    long repeats = documents.stream().filter(GeneratedDocument::repeat).count();
    assertThat(repeats / 20_000.0).isCloseTo(0.25, within(0.01));
    var texts = documents.stream().map(document -> document.sample().text()).toList();
    assertThat(documents)
        .filteredOn(GeneratedDocument::repeat)
        .allSatisfy(
            document -> {
              int at = (int) document.number();
              assertThat(texts.subList(Math.max(0, at - distance), at))
                  .contains(document.sample().text());
            });
    assertThat(texts.stream().distinct().count()).isEqualTo(20_000 - repeats);
  }

  @Test
  void eachWholeTextIsReturnedOnceBeforeAnyIsReturnedAgain() {
    // Given
    var corpus = corpus("en", 100);
    var stream = DocumentStream.of("en", new WholeTexts(corpus), 5);

    // When
    var first = new ArrayList<>(samples(stream.take(100)));
    var second = new ArrayList<>(samples(stream.take(100)));

    // Then
    assertThat(first).containsExactlyInAnyOrderElementsOf(corpus.samples());
    assertThat(second).containsExactlyInAnyOrderElementsOf(corpus.samples()).isNotEqualTo(first);
  }

  @Test
  void cutTextsArePartsOfTheCorpusWithTheGivenLengths() {
    // Given
    var corpus =
        new Corpus(
            List.of(
                new Sample("one two three four", "numbers", "en"),
                new Sample("five six seven", "numbers", "en")));
    TokenCounter lettersAsTokens = String::length;

    // When
    var texts =
        DocumentStream.of(
                "en", new CutTexts(corpus, new Lengths.Bimodal(7, 12, 0.5), lettersAsTokens), 1)
            .take(200);

    // Then
    var unending = "one two three four five six seven ".repeat(3);
    assertThat(samples(texts))
        .extracting(Sample::text)
        .allSatisfy(
            text -> {
              assertThat(unending).contains(text);
              int tokens = text.replace(" ", "").length();
              int lastWord = text.length() - 1 - text.lastIndexOf(' ');
              // Long enough, and not one word longer.
              assertThat(
                      (tokens >= 7 && tokens - lastWord < 7)
                          || (tokens >= 12 && tokens - lastWord < 12))
                  .isTrue();
            });
  }

  private static List<Sample> samples(List<GeneratedDocument> documents) {
    return documents.stream().map(GeneratedDocument::sample).toList();
  }

  private static DocumentStream stream(Repeats repeats, long seed) {
    return new DocumentStream(
        MIX, repeats, language -> new WholeTexts(corpus(language, 200)), seed);
  }

  private static Corpus corpus(String language, int texts) {
    return new Corpus(
        IntStream.range(0, texts)
            .mapToObj(i -> new Sample("text " + i, "counted", language))
            .toList());
  }
}
