package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of long texts from whole packages. */
class LongTextScoresTest {

  private static final Path CLASSIFIER = Path.of("src/test/resources/parity/bert-single-label");

  @TempDir private Path folder;

  private static double sum(Map<String, Double> scores) {
    return scores.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Analysis analyze(PackageSource source, String text, String language) {
    var options =
        AnalyzerOptions.builder()
            .addPackage(source)
            .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU)
            .set(AnalyzerOptions.CACHE_SIZE, 0L)
            .build();
    try (var analyzer = TextAnalyzer.open(options)) {
      return analyzer.analyze(AnalysisRequest.of(text, language)).join();
    }
  }

  /** A classifier of toxicity whose three labels have these names. */
  private PackageSource classifier(String first, String second, String third) throws IOException {
    try (var files = Files.list(CLASSIFIER)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst("\"label2id\": \\{[^}]*},", "")
            .replaceFirst("\"0\": \"[^\"]+\"", "\"0\": \"" + first + "\"")
            .replaceFirst("\"1\": \"[^\"]+\"", "\"1\": \"" + second + "\"")
            .replaceFirst("\"2\": \"[^\"]+\"", "\"2\": \"" + third + "\""));
    return new PackageSource(folder, List.of(), Optional.of("toxicity"));
  }

  @ParameterizedTest
  @CsvSource({
    "not hateful, hateful, unsure",
    "hate speech, offensive language, neither",
    "SFW, NSFW, ?",
    "LABEL_0, LABEL_1, LABEL_2",
    "toxic, neutral, clean",
  })
  void scoresOfSoftmaxLabelsAddToOneWhateverTheirNames(String first, String second, String third)
      throws IOException {
    // Given
    var source = classifier(first, second, third);
    var text = "Tim Cook visited Berlin last week. ".repeat(80) + "The price of bread went up. ";

    // When
    var scores = analyze(source, text, "en").toxicity().orElseThrow().scores();

    // Then
    assertThat(scores.keySet()).containsExactly(first, second, third);
    assertThat(sum(scores)).isEqualTo(1, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void insultsMakeALongTextToxicInADefaultPackage(String language) {
    // Given
    var source = PackageSource.of(Path.of("../models", language));
    boolean english = language.equals("en");
    var plain =
        english
            ? "The train to the city leaves at nine. "
            : "\u706B\u8F66\u4E5D\u70B9\u5F00\u5F80\u57CE\u91CC\u3002";
    var insult =
        english
            ? "You are a stupid idiot and I hate you. "
            : "\u4F60\u8FD9\u4E2A\u8822\u8D27\uFF0C\u5783\u573E\uFF0C\u53BB\u6B7B\u5427\uFF01";

    // When
    var analysis =
        analyze(source, plain.repeat(60) + insult.repeat(8) + plain.repeat(60), language);

    // Then
    assertThat(analysis.toxicity().orElseThrow().label()).isEqualTo("toxic");
    assertThat(sum(analysis.toxicity().orElseThrow().scores())).isEqualTo(1, within(1e-6));
    assertThat(sum(analysis.sentiment().orElseThrow().scores())).isEqualTo(1, within(1e-6));
  }

  @Test
  void aPackageCanDeclareTheMean() {
    // Given
    TinyPackage.copyTo(folder, "longTexts: worst-window", "longTexts: mean");
    var text = "The train leaves at nine. ".repeat(60) + "You idiot. ";

    // Then
    assertThat(analyze(PackageSource.of(folder), text, "en").toxicity().orElseThrow().label())
        .isEqualTo("clean");
    assertThat(
            analyze(PackageSource.of(TinyPackage.folder()), text, "en")
                .toxicity()
                .orElseThrow()
                .label())
        .isEqualTo("toxic");
  }
}
