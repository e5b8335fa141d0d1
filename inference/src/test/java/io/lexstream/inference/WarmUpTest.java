package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WarmUpTest {

  @TempDir private Path folder;

  /** The tiny package with the meaning of two words exchanged. */
  private Path withWordsExchanged(String one, String other) throws IOException {
    Path file = TinyPackage.copyTo(folder).resolve("tokenizer.json");
    String json = Files.readString(file);
    String exchanged =
        json.replace("\"" + one + "\":", "\"\":")
            .replace("\"" + other + "\":", "\"" + one + "\":")
            .replace("\"\":", "\"" + other + "\":");
    assertThat(exchanged).isNotEqualTo(json);
    Files.writeString(file, exchanged);
    return folder;
  }

  @Test
  void aWarmUpThatHangsFailsAndDelaysNoOtherAnalyzer() throws Exception {
    // Given
    var hanging =
        TinyPackage.options(withWordsExchanged("train", TinyPackage.HANGING_WORD))
            .set(AnalyzerOptions.RUN_TIMEOUT, Duration.ofSeconds(5))
            .build();

    // When
    var opening = CompletableFuture.supplyAsync(() -> TextAnalyzer.open(hanging));
    await().until(() -> SharingTest.workers() > 0);
    boolean openedMeanwhile;
    try (var other = TextAnalyzer.open(TinyPackage.options().build())) {
      other.analyze(AnalysisRequest.of("good", "en")).join();
    } finally {
      openedMeanwhile = !opening.isDone();
    }

    // Then
    assertThatThrownBy(opening::join)
        .hasCauseInstanceOf(EngineFailedException.class)
        .hasMessageContaining("has not returned after 5000 ms");
    assertThat(openedMeanwhile).isTrue();
    await().until(() -> SharingTest.workers() == 0);
  }

  @Test
  void aGraphThatFailsOnAPlainTextIsRejected() throws Exception {
    // Given
    var broken = TinyPackage.options(withWordsExchanged("train", TinyPackage.FAILING_WORD)).build();

    // Then
    assertThatThrownBy(() -> TextAnalyzer.open(broken).close())
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("model.onnx fails on a plain text in its warm-up run");
  }

  @Test
  void aPackageThatAllowsLongerRowsThanItsGraphTakesIsRejected() throws Exception {
    // Given
    Path bert = Path.of("src", "test", "resources", "parity", "bert-tokens-bio");
    try (Stream<Path> files = Files.list(bert)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.delete(folder.resolve("tokenizer_config.json"));
    Path config = folder.resolve("config.json");
    String json = Files.readString(config);
    Files.writeString(
        config,
        json.replace("\"max_position_embeddings\": 256", "\"max_position_embeddings\": 300"));

    // Then
    assertThatThrownBy(() -> TextAnalyzer.open(TinyPackage.options(folder).build()).close())
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("fails on a row of 300 tokens, which")
        .hasMessageContaining("config.json allows");
  }
}
