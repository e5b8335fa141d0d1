package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;

/** For every package in the repository: the result of a text does not depend on its batch. */
class BatchIndependencePropertyTest {

  private static final double TOLERANCE = 1e-3;

  /** Rows of the largest batch, by package. */
  private static final Map<Path, Long> LARGEST_BATCH = new ConcurrentHashMap<>();

  private static final Map<Path, TextAnalyzer> ALONE = new HashMap<>();
  private static final Map<Path, TextAnalyzer> TOGETHER = new HashMap<>();

  /** One row at a time. */
  private static TextAnalyzer alone(Path folder) {
    return ALONE.computeIfAbsent(
        folder,
        f ->
            TextAnalyzer.open(
                TinyPackage.options(f)
                    .set(AnalyzerOptions.CACHE_SIZE, 0L)
                    .set(AnalyzerOptions.WORKERS, 1)
                    .set(AnalyzerOptions.TOKEN_BUDGET, 1)
                    .build()));
  }

  /** Batches as large as possible, of rows of all lengths. */
  private static TextAnalyzer together(Path folder) {
    return TOGETHER.computeIfAbsent(
        folder,
        f ->
            TextAnalyzer.open(
                TinyPackage.options(f)
                    .set(AnalyzerOptions.CACHE_SIZE, 0L)
                    .set(AnalyzerOptions.WORKERS, 1)
                    .set(AnalyzerOptions.TOKEN_BUDGET, 1 << 14)
                    .build(),
                largestBatchTo(f)));
  }

  private static AnalyzerListener largestBatchTo(Path folder) {
    return (metric, value) -> {
      if (metric == AnalyzerMetric.BATCH_ROWS) {
        LARGEST_BATCH.merge(folder, value, Math::max);
      }
    };
  }

  @AfterContainer
  static void close() {
    ALONE.values().forEach(TextAnalyzer::close);
    TOGETHER.values().forEach(TextAnalyzer::close);
    // Otherwise no batch was tested.
    assertThat(LARGEST_BATCH)
        .hasSameSizeAs(ShippedPackages.all())
        .allSatisfy((folder, rows) -> assertThat(rows).isGreaterThan(3));
  }

  @Provide
  Arbitrary<Path> packages() {
    return Arbitraries.of(ShippedPackages.all());
  }

  @Provide
  Arbitrary<List<String>> batches() {
    Arbitrary<String> words =
        Arbitraries.of(
                "Tim", "Cook", "loves", "Berlin", "the", "awful", "service", "was", "great", "you",
                "idiot", "北京", "的", "菜", "很", "好吃", "and", "Angela", "Merkel", "said", "no", "!",
                "👍")
            .list()
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(list -> String.join(" ", list) + ".");
    return Combinators.combine(words, Texts.any(20))
        .as(List::of)
        .list()
        .ofSize(4)
        .map(pairs -> pairs.stream().flatMap(List::stream).toList());
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void aTextHasTheSameResultAloneAndInAnyBatch(
      @ForAll("packages") Path folder, @ForAll("batches") List<String> texts) {
    // Given
    String language = folder.endsWith("zh") ? "zh" : "en";
    var expected = answers(alone(folder), texts, language);

    // When
    var batched = answers(together(folder), texts, language);

    // Then
    for (int i = 0; i < texts.size(); i++) {
      assertSame(batched.get(i).sentiment(), expected.get(i).sentiment());
      assertSame(batched.get(i).toxicity(), expected.get(i).toxicity());
      assertSameEntities(batched.get(i), expected.get(i));
      assertSameSummary(batched.get(i), expected.get(i));
      assertThat(batched.get(i).skipped()).isEqualTo(expected.get(i).skipped());
    }
  }

  private static List<Analysis> answers(TextAnalyzer analyzer, List<String> texts, String code) {
    return texts.stream()
        .map(text -> analyzer.analyze(AnalysisRequest.of(text, code)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  /** Scores within the tolerance; the label too, unless two labels are that close. */
  private static void assertSame(Optional<Classification> one, Optional<Classification> other) {
    assertThat(one.isPresent()).isEqualTo(other.isPresent());
    one.ifPresent(
        classification -> {
          var scores = other.orElseThrow().scores();
          classification
              .scores()
              .forEach(
                  (label, score) ->
                      assertThat(score).isEqualTo(scores.get(label), within(TOLERANCE)));
          var best = scores.values().stream().sorted(Comparator.reverseOrder()).toList();
          if (best.get(0) - best.get(1) > 2 * TOLERANCE) {
            assertThat(classification.label()).isEqualTo(other.orElseThrow().label());
          }
        });
  }

  /** The same sentences, unless others have the same score. */
  private static void assertSameSummary(Analysis one, Analysis other) {
    assertThat(one.summary().isPresent()).isEqualTo(other.summary().isPresent());
    if (one.summary().isEmpty()) {
      return;
    }
    var sentences = one.summary().get().sentences();
    var others = other.summary().orElseThrow().sentences();
    assertThat(sentences).hasSameSizeAs(others);
    var scores = sentences.stream().map(SummarySentence::score).sorted().toList();
    var otherScores = others.stream().map(SummarySentence::score).sorted().toList();
    for (int i = 0; i < scores.size(); i++) {
      assertThat(scores.get(i)).isEqualTo(otherScores.get(i), within(TOLERANCE));
    }
  }

  private static void assertSameEntities(Analysis one, Analysis other) {
    assertThat(one.entities().isPresent()).isEqualTo(other.entities().isPresent());
    var entities = one.entities().orElseGet(List::of);
    var others = other.entities().orElseGet(List::of);
    assertThat(entities)
        .usingRecursiveFieldByFieldElementComparator(
            RecursiveComparisonConfiguration.builder()
                .withComparatorForType(
                    (a, b) -> Math.abs(a - b) < TOLERANCE ? 0 : Double.compare(a, b), Double.class)
                .build())
        .isEqualTo(others);
  }
}
