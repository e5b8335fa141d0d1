package io.lexstream.inference.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.AnalyzerMetric;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.inference.RecordedMetrics;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.inference.TinyPackage;
import io.lexstream.inference.heads.SummaryLimits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatCacheTest {

  private final RecordedMetrics metrics = new RecordedMetrics();

  private TextAnalyzer analyzer(long cacheBytes) {
    return TextAnalyzer.open(
        TinyPackage.options().set(AnalyzerOptions.CACHE_SIZE, cacheBytes).build(), metrics);
  }

  @Test
  void repeatsAreAnsweredWithoutInference() {
    // Given
    var request = AnalysisRequest.of("We love Berlin.", "en");

    // When
    List<Analysis> answers;
    try (var analyzer = analyzer(1 << 20)) {
      answers =
          IntStream.range(0, 50)
              .mapToObj(i -> analyzer.analyze(request))
              .map(CompletableFuture::join)
              .toList();
    }

    // Then
    assertThat(answers).containsOnly(answers.get(0));
    assertThat(metrics.sum(AnalyzerMetric.BATCH_ROWS)).isEqualTo(1);
    assertThat(metrics.sum(AnalyzerMetric.CACHE_HITS)).isEqualTo(49);
    assertThat(metrics.sum(AnalyzerMetric.CACHE_MISSES)).isEqualTo(1);
  }

  @Test
  void repeatsAtTheSameTimeAreAnalyzedOnce() {
    // Given
    var request = AnalysisRequest.of("We love Berlin.", "en");
    var cache = new RepeatCache(1 << 20, Runnable::run, metrics);
    var inProgress = new CompletableFuture<Analysis>();
    var started = new AtomicInteger();

    // When
    var answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    cache.get(
                        request,
                        () -> {
                          started.incrementAndGet();
                          return inProgress;
                        }))
            .toList();
    var analysis =
        new AnalysisBuilder(new DetectedLanguage("en", 1), new SummaryLimits(3, 400)).assemble();
    inProgress.complete(analysis);

    // Then
    assertThat(started).hasValue(1);
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(analysis));
    assertThat(metrics.sum(AnalyzerMetric.CACHE_HITS)).isEqualTo(49);
    assertThat(metrics.sum(AnalyzerMetric.CACHE_MISSES)).isEqualTo(1);
  }

  @Test
  void answersAreTheSameWithAndWithoutTheCache() {
    // Given
    var requests =
        List.of(
            AnalysisRequest.of("We love Berlin."),
            AnalysisRequest.of("We love Berlin.", "zh"),
            AnalysisRequest.of("Das ist gut.", "de"),
            AnalysisRequest.of(" "),
            AnalysisRequest.of("Tim Cook met Angela Merkel in Paris. ".repeat(100)),
            AnalysisRequest.of("You idiot."));

    // When
    List<Analysis> with;
    List<Analysis> without;
    try (var cached = analyzer(1 << 20);
        var plain = analyzer(0)) {
      requests.forEach(request -> cached.analyze(request).join());
      with = requests.stream().map(cached::analyze).map(CompletableFuture::join).toList();
      without = requests.stream().map(plain::analyze).map(CompletableFuture::join).toList();
    }

    // Then
    assertThat(with).isEqualTo(without);
  }

  @Test
  void aFailedTextIsAnalyzedAgain() {
    // Given
    var request = AnalysisRequest.of("a " + TinyPackage.FAILING_WORD, "en");

    // When
    List<Boolean> failed;
    try (var analyzer = analyzer(1 << 20)) {
      failed =
          IntStream.range(0, 2)
              .mapToObj(i -> analyzer.analyze(request).handle((a, failure) -> failure != null))
              .map(CompletableFuture::join)
              .toList();
    }

    // Then
    assertThat(failed).containsExactly(true, true);
    assertThat(metrics.sum(AnalyzerMetric.CACHE_MISSES)).isEqualTo(2);
  }

  @Test
  void theWeightOfTheCacheIsLimited() {
    // When
    try (var analyzer = analyzer(10_000)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 200; i++) {
          analyzer.analyze(AnalysisRequest.of("the city " + i, "en")).join();
        }
      }
    }

    // Then
    assertThat(metrics.sum(AnalyzerMetric.CACHE_HITS)).isLessThan(40);
  }
}
