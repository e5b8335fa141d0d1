package io.lexstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  @TempDir Path folder;

  @Test
  void derivesSourceAndLanguageFromTheFileName() throws IOException {
    // Given
    Files.writeString(folder.resolve("reviews.jsonl"), "{\"text\": \"Fine.\"}\n");
    Files.writeString(folder.resolve("reviews-zh.jsonl"), "{\"text\": \"很好。\"}\n");
    Files.writeString(folder.resolve("README.md"), "not a text");

    // When
    var corpus = Corpus.load(folder);

    // Then
    assertThat(corpus.samples())
        .containsExactlyInAnyOrder(
            new Sample("Fine.", "reviews", "en"), new Sample("很好。", "reviews", "zh"));
    assertThat(corpus.in("zh").samples()).hasSize(1);
  }

  @Test
  void reportsAFolderWithoutSamples() {
    assertThatThrownBy(() -> Corpus.load(folder))
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("JSON lines");
  }
}
