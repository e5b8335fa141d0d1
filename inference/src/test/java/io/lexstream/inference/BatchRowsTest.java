package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchRowsTest {

  private record Batch(int rows, int tokens, int paddedTokens) {}

  @Test
  void batchesByCountTakeRowsAsTheyComeAndPadThem() {
    // Given
    List<Batch> batches = Collections.synchronizedList(new ArrayList<>());
    var listener =
        new AnalyzerListener() {
          @Override
          public void batchRun(
              String model, int rows, int tokens, int paddedTokens, Duration took) {
            batches.add(new Batch(rows, tokens, paddedTokens));
          }
        };
    var options =
        TinyPackage.options()
            .listener(listener)
            .cacheBytes(0)
            .workers(1)
            .batchRows(4)
            .linger(Duration.ofSeconds(1)) // a worker waits for a full batch, however fast it is
            .build();

    // When: short and long ones in turn
    try (var analyzer = TextAnalyzer.open(options)) {
      IntStream.range(0, 64)
          .mapToObj(number -> "We bought food" + " in the market".repeat(number % 2 * 6))
          .map(text -> analyzer.analyze(AnalysisRequest.of(text, "en")))
          .toList()
          .forEach(CompletableFuture::join);
    }

    // Then
    assertThat(batches).extracting(Batch::rows).contains(4).allMatch(rows -> rows <= 4);
    assertThat(batches).anyMatch(batch -> batch.paddedTokens() > batch.tokens() * 5 / 4);
    assertThat(batches.stream().mapToInt(Batch::rows).sum()).isEqualTo(64);
  }
}
