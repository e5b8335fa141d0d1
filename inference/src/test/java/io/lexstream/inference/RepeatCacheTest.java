package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatCacheTest {

  private final AtomicInteger hits = new AtomicInteger();
  private final AtomicInteger misses = new AtomicInteger();
  private final AtomicInteger rows = new AtomicInteger();

  private final AnalyzerListener listener =
      new AnalyzerListener() {
        @Override
        public void cacheHit() {
          hits.incrementAndGet();
        }

        @Override
        public void cacheMiss() {
          misses.incrementAndGet();
        }

        @Override
        public void batchRun(String model, int count, int tokens, int padded, Duration took) {
          rows.addAndGet(count);
        }
      };

  private TextAnalyzer analyzer(long cacheBytes) {
    return TextAnalyzer.open(
        TinyPackage.options().cacheBytes(cacheBytes).listener(listener).build());
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
    assertThat(rows).hasValue(1);
    assertThat(hits).hasValue(49);
    assertThat(misses).hasValue(1);
  }

  @Test
  void repeatsAtTheSameTimeAreAnalyzedOnce() {
    // Given
    var request = AnalysisRequest.of("We love Berlin.", "en");
    var cache = new RepeatCache(1 << 20, Runnable::run, listener);
    var underWay = new CompletableFuture<Analysis>();
    var begun = new AtomicInteger();

    // When
    var answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    cache.get(
                        request,
                        () -> {
                          begun.incrementAndGet();
                          return underWay;
                        }))
            .toList();
    var analysis = new AnalysisBuilder(new DetectedLanguage("en", 1), 1).build();
    underWay.complete(analysis);

    // Then
    assertThat(begun).hasValue(1);
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(analysis));
    assertThat(hits).hasValue(49);
    assertThat(misses).hasValue(1);
  }

  @Test
  void answersAreTheSameWithAndWithoutIt() {
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
  void whatFailedIsTriedAgain() {
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
    assertThat(misses).hasValue(2);
  }

  @Test
  void itsWeightIsBounded() {
    // When
    try (var analyzer = analyzer(10_000)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 200; i++) {
          analyzer.analyze(AnalysisRequest.of("the city " + i, "en")).join();
        }
      }
    }

    // Then
    assertThat(hits.get()).isLessThan(40);
  }
}
