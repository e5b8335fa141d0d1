package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {

  @TempDir private Path folder;

  private static PackageSource serving(Path path, String... languages) {
    return new PackageSource(path, List.of(languages), Optional.empty());
  }

  private static Analysis analyze(String text, String language, PackageSource... sources) {
    var options = AnalyzerOptions.builder().set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU);
    List.of(sources).forEach(options::addPackage);
    try (var analyzer = TextAnalyzer.open(options.build())) {
      return analyzer.analyze(new AnalysisRequest(text, Optional.ofNullable(language))).join();
    }
  }

  @Test
  void eachLanguageGoesToItsPackage() {
    // Given
    Path other = TinyPackage.copyTo(folder, "name: lexstream-tiny", "name: other");

    // When
    var analysis = analyze("gut", "de", serving(TinyPackage.folder(), "en"), serving(other, "de"));

    // Then
    assertThat(analysis.models()).extracting(ModelRef::name).containsExactly("other");
  }

  @Test
  void aTextOfUndeterminedLanguageGoesToTheFirstPackage() {
    // Given
    Path other = TinyPackage.copyTo(folder, "name: lexstream-tiny", "name: other");

    // When
    var analysis =
        analyze("12 34", null, serving(TinyPackage.folder(), "en"), serving(other, "de"));

    // Then
    assertThat(analysis.language().code()).isEqualTo("und");
    assertThat(analysis.models()).extracting(ModelRef::name).containsExactly("lexstream-tiny");
  }

  @Test
  void packagesAreCombinedTaskByTask() {
    // Given
    Path incomplete = TinyPackage.copyTo(folder, TinyPackage.toxicityAndEntities(), "");

    // When
    var analysis =
        analyze(
            "We love Berlin.",
            "en",
            serving(incomplete, "en"),
            serving(TinyPackage.folder(), "en"));

    // Then
    assertThat(analysis.sentiment()).isPresent();
    assertThat(analysis.entities().orElseThrow()).hasSize(1);
    assertThat(analysis.models()).hasSize(2);
  }

  @Test
  void aTaskWithoutAHeadIsReportedAsSkipped() {
    // Given
    Path incomplete = TinyPackage.copyTo(folder, TinyPackage.toxicityAndEntities(), "");

    // When
    var analysis = analyze("We love Berlin.", "en", serving(incomplete, "en"));

    // Then
    assertThat(analysis.skipped())
        .containsExactly(
            new SkippedTask("toxicity", "no-model"),
            new SkippedTask("entities", "no-model"),
            new SkippedTask("summary", "single-sentence"));
  }
}
