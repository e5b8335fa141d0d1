package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of texts that are not plain prose. */
class DefaultPackageSummariesTest {

  private static TextAnalyzer analyzer;

  @BeforeAll
  static void open() {
    analyzer =
        TextAnalyzer.open(
            AnalyzerOptions.builder()
                .addPackage(Path.of("../models/en"))
                .addPackage(Path.of("../models/zh"))
                .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU)
                .build());
  }

  @AfterAll
  static void close() {
    analyzer.close();
  }

  private static String summary(String text) {
    return analyzer
        .analyze(AnalysisRequest.of(text))
        .join()
        .summary()
        .map(Summary::text)
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "so today i want to talk about sleep and why you should go to bed early because it helps ",
        "we met the team in the city, they talked about the bridge; nobody knew what it cost, ",
        "\u4ECA\u5929\u6211\u60F3\u8C08\u8C08\u7761\u7720\u4EE5\u53CA\u4E3A\u4EC0\u4E48\u4F60\u5E94\u8BE5\u65E9\u7761",
      })
  void aLongTextWithoutStopsHasAShorterSummary(String clause) {
    // Given
    var text = clause.repeat(30);

    // Then
    assertThat(summary(text)).isNotEmpty().hasSizeLessThan(text.length() / 2);
  }

  @Test
  void aTextWithoutSpacesAfterStopsHasASummary() {
    assertThat(
            summary(
                "Automatic summaries shorten a document to its most important points.Interest in"
                    + " them has grown as the quantity of data grew.Search engines use them every"
                    + " day.Another use is to condense long reports for managers."))
        .startsWith("Automatic summaries")
        .hasSizeLessThan(200);
  }

  @Test
  void theSummaryOfAStackTraceIsTheMessage() {
    assertThat(
            summary(
                "java.lang.IllegalStateException: Cannot open config.toml: it is locked\n"
                    + "\tat com.acme.app.v2.Main.open(Main.java:42)\n".repeat(30)
                    + "Caused by: java.io.IOException: No space left on device\n"
                    + "\t... 12 more\n"))
        .contains("Cannot open config.toml")
        .doesNotContain("Main.java");
  }

  @Test
  void aTitleWithAStopIsWholeInASummary() {
    // Given
    var title =
        "\u6211\u4EEC\u5468\u516D\u4E00\u8D77\u53BB\u770B\u300A\u52A0\u6CB9\uFF01\u7238\u7238\u300B\u597D\u5417\uFF1F";
    var rest =
        "\u90A3\u6211\u4EEC\u4E0B\u5348\u4E09\u70B9\u5728\u7535\u5F71\u9662\u95E8\u53E3\u89C1\u9762\u3002\u522B\u5FD8\u4E86\u5E26\u4E0A\u4F60\u7684\u5B66\u751F\u8BC1\u3002";

    // Then
    assertThat(summary(title + rest)).startsWith(title);
  }
}
